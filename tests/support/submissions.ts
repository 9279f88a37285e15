import { randomUUID } from 'node:crypto';
import { completeLimits } from '../../grading/catalogue/content-hash.ts';
import type { Exercise } from '../../grading/catalogue/exercise.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import type { Database } from '../../platform/database/database.ts';
import { syncExercises } from '../../platform/database/exercise-versions.ts';
import { enqueueSubmission } from '../../platform/database/grading-store.ts';
import type { EnqueueOutcome, NewSubmission } from '../../platform/database/grading-store.ts';
import { newId } from '../../platform/database/new-id.ts';

/** Rows and results for tests of the store: whole, but as small as can be. */
const LIMITS = {
  cpuTimeMs: 1000,
  wallTimeMs: 4000,
  memoryBytes: 1 << 26,
  outputBytes: 1 << 16,
  processes: 8,
  diskBytes: 1 << 20,
};

export const anExercise = (id: string, contentHash: string, points = 10): Exercise => ({
  ...{ id, phase: 'phase-1', title: `Title of ${id}`, summary: 'A test.', kind: 'program' },
  ...{ topics: ['basics'], project: null, difficulty: 'easy', points, languages: ['python'] },
  ...{ statement: '# Test', isolation: null, starters: {}, groups: [], cases: [], contentHash },
  limits: completeLimits({ python: LIMITS }),
});

export const aHash = (): string => (randomUUID() + randomUUID()).replaceAll('-', '');

export const addUser = async ({ prisma }: Database): Promise<string> => {
  const username = `user-${randomUUID()}`;
  const data = { id: newId(), username, displayName: username, passwordHash: 'none' };
  return (await prisma.user.create({ data })).id;
};

/** Stores an exercise beside those that are there, and gives its content hash. */
export const addExercise = async (database: Database, id: string): Promise<string> => {
  const exercise = anExercise(id, aHash());
  await syncExercises(database, [{ exercise, bundle: Buffer.from(JSON.stringify(exercise)) }]);
  return exercise.contentHash;
};

export const aSubmission = (
  userId: string,
  exerciseId: string,
  contentHash: string,
): NewSubmission => ({
  ...{ userId, exerciseId, contentHash, language: 'python', samplesOnly: false, maxScore: 10 },
  files: [{ path: 'main.py', content: 'print(1)\n' }],
  ...{ idempotencyKey: null, requestId: null, traceParent: null },
});

export const addSubmission = async (
  database: Database,
  submission: NewSubmission,
): Promise<string> => submissionIdOf(await enqueueSubmission(database, submission));

export const submissionIdOf = (outcome: EnqueueOutcome): string => {
  if (outcome.kind === 'refused') throw new Error('There was no room for the submission.');
  return outcome.submissionId;
};

export const aResult = (score: number, cases = 1): GradingResult => ({
  ...{ verdict: score >= 10 ? 'AC' : 'WA', score, maxScore: 10, compileOutput: null },
  groups: [{ id: 'all', title: 'All', points: 10, score, passedCases: 1, totalCases: cases }],
  cases: Array.from({ length: cases }, (_, index) => ({
    ...{ name: `case-${index + 1}`, group: 'all', sample: index === 0, verdict: 'AC' },
    ...{ cpuTimeMs: 1.25, wallTimeMs: 2.5, peakMemoryBytes: 5_000_000_000, exitCode: 0 },
    ...{ signal: null, stoppedBy: null, message: 'Accepted.', hint: null, sampleFeedback: null },
  })),
  limits: LIMITS,
  clocks: { queuedMs: 1, cellMs: 1, compileMs: 0, runMs: 2, judgeMs: 0.1 },
});
