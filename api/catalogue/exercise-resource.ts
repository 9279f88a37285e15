import type {
  CaseBase,
  CaseGroup,
  Exercise,
  ProgramCase,
} from '../../grading/catalogue/exercise.ts';
import {
  describeComparison,
  describeSignature,
  describeTypes,
} from '../../grading/kinds/function/describe-signature.ts';
import { functionSample } from '../../grading/kinds/function/sample.ts';
import { httpSample } from '../../grading/kinds/http/sample.ts';
import { sqlSample } from '../../grading/kinds/sql/sample.ts';
import type {
  ExerciseResource,
  ExerciseSummaryResource,
} from '../../grading/resource/resources.ts';

/**
 * What the world may know of an exercise. Theory of operation: an Exercise holds the hidden cases,
 * so nothing is copied from it wholesale; every member is named here, cases are first filtered to
 * the samples and then named member by member, and of a hidden case only its group's count remains.
 * `exercise-resource.test.ts` plants marks in everything secret and looks for them in the output.
 */
export type PublicExercise = Omit<ExerciseResource, 'bestScore' | 'runtimes'>;

type Sample = ExerciseResource['samples'][number];
type Group = ExerciseResource['groups'][number];

const toProgramSample = (sample: ProgramCase): Sample => ({
  kind: 'program',
  name: sample.name,
  args: [...sample.args],
  stdin: sample.stdin,
  files: sample.files.map(({ path, content }) => ({ path, content })),
  expectedStdout: sample.expectedStdout,
  expectedExitCode: sample.expectedExitCode,
});

const isSample = ({ sample }: CaseBase): boolean => sample;

function toSamples(exercise: Exercise): Sample[] {
  switch (exercise.kind) {
    case 'program':
      return exercise.cases.filter(isSample).map(toProgramSample);
    case 'function':
      return exercise.cases.filter(isSample).map((one) => functionSample(exercise.spec, one));
    case 'http':
      return exercise.cases.filter(isSample).map(httpSample);
    case 'sql':
      return exercise.cases.filter(isSample).map((one) => sqlSample(exercise.spec, one));
  }
}

const toGroup = (group: CaseGroup, cases: readonly CaseBase[]): Group => ({
  id: group.id,
  title: group.title,
  points: group.points,
  scoring: group.scoring,
  caseCount: cases.filter((one) => one.group === group.id).length,
});

const toStarters = (exercise: Exercise): ExerciseResource['starters'] =>
  exercise.languages.flatMap((language) => {
    const files = exercise.starters[language];
    if (files === undefined) return [];
    return [{ language, files: files.map(({ path, content }) => ({ path, content })) }];
  });

function toContract(exercise: Exercise): ExerciseResource['contract'] {
  switch (exercise.kind) {
    case 'program':
      return { kind: 'program' };
    case 'function': {
      const { spec } = exercise;
      return {
        kind: 'function',
        signature: describeSignature(spec),
        types: describeTypes(spec),
        comparison: describeComparison(spec.compare),
      };
    }
    case 'http': {
      const { port, readiness, reuse, start } = exercise.spec;
      return {
        ...{ kind: 'http', port, reuse },
        ...{ readinessPath: readiness.path, readinessTimeoutMs: readiness.timeoutMs },
        start: exercise.languages.map((language) => ({
          ...{ language, command: start[language]?.slice() ?? null },
        })),
      };
    }
    case 'sql': {
      const { engine, task, schema } = exercise.spec;
      return { kind: 'sql', engine, task, schema };
    }
  }
}

export const toPublicExercise = (exercise: Exercise): PublicExercise => ({
  id: exercise.id,
  title: exercise.title,
  summary: exercise.summary,
  phase: exercise.phase,
  kind: exercise.kind,
  topics: [...exercise.topics],
  project: exercise.project,
  difficulty: exercise.difficulty,
  points: exercise.points,
  languages: [...exercise.languages],
  statement: exercise.statement,
  contentHash: exercise.contentHash,
  starters: toStarters(exercise),
  contract: toContract(exercise),
  samples: toSamples(exercise),
  groups: exercise.groups.map((group) => toGroup(group, exercise.cases)),
  limits: exercise.languages.map((language) => {
    const limits = exercise.limits[language];
    return {
      language,
      limits: {
        cpuTimeMs: limits.cpuTimeMs,
        wallTimeMs: limits.wallTimeMs,
        memoryBytes: limits.memoryBytes,
        outputBytes: limits.outputBytes,
        processes: limits.processes,
        diskBytes: limits.diskBytes,
      },
    };
  }),
});

export const toExerciseSummary = (
  exercise: PublicExercise,
  bestScore: number | null,
): ExerciseSummaryResource => ({
  id: exercise.id,
  title: exercise.title,
  summary: exercise.summary,
  phase: exercise.phase,
  kind: exercise.kind,
  topics: exercise.topics,
  project: exercise.project,
  difficulty: exercise.difficulty,
  points: exercise.points,
  languages: exercise.languages,
  bestScore,
});
