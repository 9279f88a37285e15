import { packExercise } from '../../grading/catalogue/bundle.ts';
import { completeLimits, contentHash } from '../../grading/catalogue/content-hash.ts';
import type { Exercise } from '../../grading/catalogue/exercise.ts';
import type { Roadmap } from '../../grading/catalogue/roadmap.ts';
import type { Language } from '../../grading/manifest/schema.ts';
import type { Database } from '../../platform/database/database.ts';
import { syncExercises } from '../../platform/database/exercise-versions.ts';

/** What must never leave the API: planted in everything that is hidden. */
export const SECRET = 'do-not-show-me';

export const ROADMAP: Roadmap = {
  phases: [
    {
      id: 'phase-1',
      title: 'Foundations',
      passShare: 0.7,
      topics: [
        { id: 'variables', title: 'Variables', systems: [] },
        { id: 'algorithms', title: 'Searching', systems: [] },
      ],
      projects: [{ id: 'calculator', title: 'Calculator', systems: [] }],
    },
    { id: 'phase-2', title: 'Frameworks', passShare: 0.5, topics: [], projects: [] },
  ],
};

const LIMITS = {
  cpuTimeMs: 2000,
  wallTimeMs: 7000,
  memoryBytes: 256 * 1024 * 1024,
  outputBytes: 1024 * 1024,
  processes: 64,
  diskBytes: 32 * 1024 * 1024,
};

const aCase = (name: string, group: string, sample: boolean, text: string) => ({
  ...{ name, group, sample, hint: null, expectedExitCode: 0 },
  args: [`--${text}-arg`],
  stdin: `${text} input\n`,
  files: [{ path: 'data.txt', content: `${text} file\n` }],
  expectedStdout: `${text} output\n`,
  checker: { type: 'tokens', caseSensitive: true } as const,
});

export interface ExerciseChanges {
  readonly title?: string;
  readonly phase?: string;
  readonly topics?: readonly string[];
  readonly project?: string;
  readonly points?: number;
  readonly languages?: readonly Language[];
}

/** A whole exercise: one sample, two hidden cases in one group of ten points. */
export const makeExercise = (id: string, changes: ExerciseChanges = {}): Exercise => {
  const { points = 10 } = changes;
  const exercise: Exercise = {
    id,
    phase: changes.phase ?? 'phase-1',
    title: changes.title ?? `Title of ${id}`,
    summary: `Summary of ${id}`,
    kind: 'program',
    topics: changes.topics ?? ['variables'],
    project: changes.project ?? null,
    difficulty: 'easy',
    points,
    languages: changes.languages ?? ['python', 'javascript'],
    statement: '# Statement\n',
    isolation: null,
    limits: completeLimits({ python: LIMITS, javascript: { ...LIMITS, cpuTimeMs: 3000 } }),
    starters: { python: [{ path: 'main.py', content: '# start here\n' }] },
    groups: [
      { id: 'sample', title: 'Samples', points: 0, scoring: 'all-or-nothing', hint: null },
      { id: 'hidden', title: 'Hidden', points, scoring: 'proportional', hint: `${SECRET} hint` },
    ],
    cases: [
      aCase('shown', 'sample', true, 'sample'),
      aCase('hidden-one', 'hidden', false, `${SECRET}-1`),
      aCase('hidden-two', 'hidden', false, `${SECRET}-2`),
    ],
    contentHash: '',
  };
  return { ...exercise, contentHash: contentHash(exercise) };
};

export const EXERCISES: readonly Exercise[] = [
  makeExercise('binary-search', { title: 'Binary search', topics: ['algorithms'], points: 20 }),
  makeExercise('calculator', { project: 'calculator', languages: ['python'] }),
  makeExercise('word-count', { title: 'Count words', topics: ['variables', 'algorithms'] }),
  makeExercise('routing', { phase: 'phase-2', topics: ['variables'], points: 5 }),
];

/** Makes the store's catalogue these exercises. */
export const publish = async (
  database: Database,
  exercises: readonly Exercise[] = EXERCISES,
): Promise<void> => {
  await syncExercises(
    database,
    exercises.map((exercise) => ({ exercise, bundle: packExercise(exercise) })),
  );
};
