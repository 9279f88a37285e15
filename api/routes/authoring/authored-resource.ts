import type { Problem } from '../../../grading/manifest/problem.ts';
import type {
  AuthoredExerciseResource,
  ExerciseVersionResource,
  VerificationSummary,
} from '../../../grading/resource/resources.ts';
import {
  findAuthoredExercise,
  type AuthoredExerciseRow,
  type VerificationSummaryRow,
  type VersionRow,
} from '../../../platform/database/authoring-read.ts';
import { ApiError } from '../../http/api-error.ts';
import type { ApiServices } from '../../services.ts';

/** Of one exercise: a folder with many mistakes has them for one reason. */
const MAX_PROBLEMS = 100;

/** `phase-1/two-sum/exercise.yaml` and `phase-1/two-sum` are of `two-sum`; null: of no exercise. */
export const exerciseOfProblem = ({ file }: Problem): string | null => file.split('/')[1] ?? null;

const problemsOf = ({ folderProblems }: ApiServices, id: string) =>
  folderProblems()
    .filter((problem) => exerciseOfProblem(problem) === id)
    .slice(0, MAX_PROBLEMS)
    .map((problem) => ({ ...problem }));

function stateOf(row: AuthoredExerciseRow): AuthoredExerciseResource['state'] {
  if (row.publishedAt === null) return 'draft';
  if (row.hidden) return 'hidden';
  return row.published ? 'published' : 'gone';
}

const toSummary = (row: VerificationSummaryRow | null): VerificationSummary | null =>
  row && {
    ...row,
    createdAt: new Date(row.createdAt).toISOString(),
    finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt).toISOString(),
  };

export const toAuthored = (
  services: ApiServices,
  row: AuthoredExerciseRow,
): AuthoredExerciseResource => {
  const problems = problemsOf(services, row.id);
  const state = stateOf(row);
  return {
    ...{ id: row.id, phase: row.phase, title: row.title, points: row.points },
    // A folder that has problems is away as long as it has them.
    state: state === 'gone' && problems.length > 0 ? 'broken' : state,
    contentHash: row.currentHash,
    source: row.pinned || row.folderHash === null ? 'desk' : 'folder',
    ...{ versions: row.versions, hasNewer: row.hasNewer },
    ...{ submissions: row.submissions, accepted: row.accepted },
    verification: toSummary(row.verification),
    problems,
  };
};

/** A folder that was never sound: there is nothing of it in the store. */
export const toBroken = (services: ApiServices, id: string): AuthoredExerciseResource => {
  const problems = problemsOf(services, id);
  return {
    ...{ id, title: id, phase: problems[0]?.file.split('/')[0] ?? '', points: 0, state: 'broken' },
    ...{ contentHash: null, source: 'folder', versions: 0, hasNewer: false },
    ...{ submissions: 0, accepted: 0, verification: null, problems },
  };
};

export const toVersion = (row: VersionRow): ExerciseVersionResource => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  verification: toSummary(row.verification),
});

export const readAuthored = async (
  services: ApiServices,
  id: string,
): Promise<AuthoredExerciseResource> => {
  const row = await findAuthoredExercise(services.database, id);
  if (row !== null) return toAuthored(services, row);
  const isBroken = services.folderProblems().some((one) => exerciseOfProblem(one) === id);
  if (isBroken) return toBroken(services, id);
  throw new ApiError('exercise-not-found', `There is no exercise ${id}. Check the id.`);
};
