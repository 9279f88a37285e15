import type { Problem } from '../../grading/manifest/problem.ts';
import { candidateReport } from '../../grading/verify/verification-report.ts';
import { gradingMs } from '../../grading/verify/slowest-case.ts';
import type { Verification } from './verify-folders.ts';

/** What `assay verify --json` prints, and `--report json=FILE` writes. */
export interface VerifyReport {
  readonly ok: boolean;
  readonly wallMs: number;
  readonly exercises: readonly unknown[];
  /** Of folders that did not load, and of exercises that did. */
  readonly problems: readonly Problem[];
}

export function verifyReport({ exercises, problems, wallMs }: Verification): VerifyReport {
  return {
    ok: problems.length === 0,
    wallMs: Math.round(wallMs),
    exercises: exercises.map((exercise) => ({
      id: exercise.folder.exercise.id,
      directory: exercise.folder.directory,
      ok: exercise.problems.length === 0,
      cases: exercise.folder.exercise.cases.length,
      gradingMs: Math.round(gradingMs(exercise)),
      candidates: exercise.outcomes.map(candidateReport),
    })),
    problems,
  };
}
