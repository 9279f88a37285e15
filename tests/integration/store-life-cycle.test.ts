import { beforeAll, describe, expect, test } from '@jest/globals';
import { MAX_ATTEMPTS, MAX_LOST_ATTEMPTS } from '../../grading/job/grade-job.ts';
import {
  abandonAttempt,
  beginAttempt,
  enqueueSubmission,
  extendAttempt,
  failAttempt,
  finishAttempt,
} from '../../platform/database/grading-store.ts';
import type { BeginOutcome, BegunAttempt } from '../../platform/database/grading-store.ts';
import { withTestDatabase } from '../support/database.ts';
import {
  addExercise,
  addSubmission,
  addUser,
  aResult,
  aSubmission,
  submissionIdOf,
} from '../support/submissions.ts';

const db = withTestDatabase();
const LEASE_MS = 60_000;
const EXERCISE = 'life-cycle';
let userId: string;
let contentHash: string;

beforeAll(async () => {
  userId = await addUser(db.database);
  contentHash = await addExercise(db.database, EXERCISE);
});

const newSubmission = (changes = {}): Promise<string> =>
  addSubmission(db.database, { ...aSubmission(userId, EXERCISE, contentHash), ...changes });

const begun = (outcome: BeginOutcome): BegunAttempt => {
  if (outcome.kind !== 'begun') throw new Error(`expected an attempt, got ${outcome.kind}`);
  return outcome.attempt;
};

const begin = async (id: string, worker = 'w1', leaseMs = LEASE_MS): Promise<BegunAttempt> =>
  begun(await beginAttempt(db.database, id, worker, leaseMs));

const stored = (id: string) =>
  db.database.prisma.submission.findUniqueOrThrow({
    where: { id },
    include: {
      attempts: { orderBy: { number: 'asc' } },
      cases: { orderBy: { index: 'asc' } },
      events: { orderBy: { seq: 'asc' } },
    },
  });

const bestOf = (user: string) =>
  db.database.prisma.bestScore.findUnique({
    where: { userId_exerciseId: { userId: user, exerciseId: EXERCISE } },
  });

describe('enqueueing', () => {
  test('stores the row, its files and the first event together', async () => {
    const files = [
      { path: 'b.py', content: 'b' },
      { path: 'a.py', content: 'ä€😀\n' },
    ];
    const id = await newSubmission({ files });
    const outcome = await beginAttempt(db.database, id, 'w1', LEASE_MS);
    expect(outcome).toMatchObject({
      kind: 'begun',
      attempt: { submissionId: id, number: 1 },
      submission: { id, userId, exerciseId: EXERCISE, contentHash, samplesOnly: false },
      files: [files[1], files[0]],
    });
    const row = await stored(id);
    expect(row.state).toBe('running');
    expect(row.events.map((event) => event.data)).toEqual([
      { type: 'queued' },
      { type: 'started', attempt: 1 },
    ]);
  });

  test('a failure of any part stores nothing', async () => {
    const before = await db.database.prisma.submission.count();
    const twice = { path: 'a.py', content: '' };
    await expect(newSubmission({ files: [twice, twice] })).rejects.toThrow(/duplicate key/);
    expect(await db.database.prisma.submission.count()).toBe(before);
  });

  test('the same key with the same request is the same submission, even at the same time', async () => {
    const submission = { ...aSubmission(userId, EXERCISE, contentHash), idempotencyKey: 'key-1' };
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => enqueueSubmission(db.database, submission)),
    );
    expect(new Set(outcomes.map(submissionIdOf)).size).toBe(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'queued')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'repeated')).toHaveLength(7);
  });

  test('the same key with another request is a conflict; another learner may use it', async () => {
    const submission = { ...aSubmission(userId, EXERCISE, contentHash), idempotencyKey: 'key-2' };
    const first = await enqueueSubmission(db.database, submission);
    const other = { ...submission, files: [{ path: 'main.py', content: 'other' }] };
    expect(await enqueueSubmission(db.database, other)).toEqual({
      kind: 'conflict',
      submissionId: submissionIdOf(first),
    });
    const somebody = { ...other, userId: await addUser(db.database) };
    expect((await enqueueSubmission(db.database, somebody)).kind).toBe('queued');
  });
});

describe('finishing', () => {
  test('stores result, cases, best score and the last events, all at once', async () => {
    const user = await addUser(db.database);
    const id = await newSubmission({ userId: user });
    const { token } = await begin(id);
    const result = aResult(10, 3);
    const pending = { type: 'running', totalCases: 3 } as const;
    expect(await finishAttempt(db.database, token, result, [pending])).toBe(true);

    const row = await stored(id);
    expect(row).toMatchObject({ state: 'graded', verdict: 'AC', score: 10, maxScore: 10 });
    expect(row.finishedAt).toBeInstanceOf(Date);
    const { cases, ...summary } = result;
    expect(row.result).toEqual(summary);
    expect(row.cases.map((item) => item.name)).toEqual(['case-1', 'case-2', 'case-3']);
    expect(row.cases[0]).toMatchObject({ peakMemoryBytes: 5_000_000_000n, cpuTimeMs: 1.25 });
    expect(row.cases[0]?.detail).toMatchObject({ exitCode: 0, message: cases[0]?.message });
    expect(row.attempts.map((attempt) => attempt.state)).toEqual(['succeeded']);
    expect(row.events.map((event) => event.seq)).toEqual([1, 2, 3, 4]);
    expect(row.events.at(-2)?.data).toEqual(pending);
    expect(row.events.at(-1)?.data).toEqual({
      ...{ type: 'finished', verdict: 'AC', score: 10, maxScore: 10 },
    });
    expect(await bestOf(user)).toMatchObject({ submissionId: id, score: 10 });
  });

  test('output that PostgreSQL cannot hold is stored with replacements', async () => {
    const id = await newSubmission();
    const { token } = await begin(id);
    const result = aResult(10);
    const feedback = {
      kind: 'program' as const,
      args: [],
      stdin: '',
      expectedStdout: 'x',
      stderr: '',
    };
    const actualStdout = `a${String.fromCharCode(0)}b${String.fromCharCode(0xd800)}c😀`;
    const cases = result.cases.map((item) => ({
      ...item,
      sampleFeedback: { ...feedback, actualStdout },
    }));
    expect(await finishAttempt(db.database, token, { ...result, cases })).toBe(true);
    expect((await stored(id)).cases[0]?.detail).toMatchObject({
      sampleFeedback: { actualStdout: 'a\uFFFDb\uFFFDc😀' },
    });
  });

  test('the best score is the highest: a later, lower or equal one changes nothing', async () => {
    const user = await addUser(db.database);
    const ids: string[] = [];
    for (const score of [4, 7, 5, 7]) {
      const id = await newSubmission({ userId: user });
      const { token } = await begin(id);
      await finishAttempt(db.database, token, aResult(score));
      ids.push(id);
    }
    expect(await bestOf(user)).toMatchObject({ submissionId: ids[1], score: 7 });
  });

  test('a run of the samples only never counts', async () => {
    const user = await addUser(db.database);
    const id = await newSubmission({ userId: user, samplesOnly: true });
    const { token } = await begin(id);
    expect(await finishAttempt(db.database, token, aResult(10))).toBe(true);
    expect(await bestOf(user)).toBeNull();
  });

  test('a token that is not current writes nothing', async () => {
    const user = await addUser(db.database);
    const id = await newSubmission({ userId: user });
    const stale = await begin(id, 'w1', -1);
    const current = await begin(id, 'w2');
    expect(current.number).toBe(2);

    const before = await stored(id);
    expect(await finishAttempt(db.database, stale.token, aResult(10))).toBe(false);
    expect(await failAttempt(db.database, stale.token, new Error('late'))).toBe('stale');
    expect(await extendAttempt(db.database, stale.token, LEASE_MS)).toBe(false);
    await abandonAttempt(db.database, stale.token);
    expect(await stored(id)).toEqual(before);
    expect(await bestOf(user)).toBeNull();

    expect(await finishAttempt(db.database, current.token, aResult(3))).toBe(true);
    expect(await finishAttempt(db.database, current.token, aResult(9))).toBe(false);
    expect(await stored(id)).toMatchObject({ score: 3 });
  });

  test('of the old worker ending and the new one beginning, exactly one gets its way', async () => {
    const rounds = Array.from({ length: 12 }, async () => {
      const id = await newSubmission();
      const old = await begin(id, 'w1', -1);
      const [ended, next] = await Promise.all([
        finishAttempt(db.database, old.token, aResult(2)),
        beginAttempt(db.database, id, 'w2', LEASE_MS),
      ]);
      expect(next.kind).toBe(ended ? 'already-finished' : 'begun');
      if (!ended)
        expect(await finishAttempt(db.database, begun(next).token, aResult(2))).toBe(true);
      const row = await stored(id);
      expect(row.attempts.filter((attempt) => attempt.state === 'succeeded')).toHaveLength(1);
      expect(
        row.events.filter((event) => JSON.stringify(event.data).includes('finished')),
      ).toHaveLength(1);
      expect(row.events.map((event) => event.seq)).toEqual(row.events.map((_, index) => index + 1));
    });
    await Promise.all(rounds);
  });
});

describe('beginning', () => {
  test('of many workers at one moment one begins', async () => {
    const id = await newSubmission();
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, (_, index) => beginAttempt(db.database, id, `w${index}`, LEASE_MS)),
    );
    const kinds = outcomes.map((outcome) => outcome.kind).sort();
    expect(kinds).toEqual(['begun', 'busy', 'busy', 'busy', 'busy']);
    expect((await stored(id)).attempts).toHaveLength(1);
  });

  test('a living attempt is taken over only when the queue redelivers its job', async () => {
    const id = await newSubmission();
    const first = await begin(id, 'w1', -1);
    expect(await extendAttempt(db.database, first.token, LEASE_MS)).toBe(true);
    const refused = await beginAttempt(db.database, id, 'w2', LEASE_MS);
    expect(refused.kind).toBe('busy');
    const options = { redelivered: true };
    const second = begun(await beginAttempt(db.database, id, 'w2', LEASE_MS, options));
    expect(second.number).toBe(2);
    const row = await stored(id);
    expect(row.attempts.map((attempt) => attempt.state)).toEqual(['lost', 'running']);
  });

  test('what is graded, failed or unknown is finished', async () => {
    const id = await newSubmission();
    await finishAttempt(db.database, (await begin(id)).token, aResult(1));
    const unknown = '00000000-0000-7000-8000-000000000000';
    for (const finished of [id, unknown]) {
      const outcome = await beginAttempt(db.database, finished, 'w1', LEASE_MS);
      expect(outcome).toEqual({ kind: 'already-finished' });
    }
  });

  test('an abandoned attempt does not count', async () => {
    const id = await newSubmission();
    for (let round = 0; round <= MAX_ATTEMPTS; round += 1) {
      const attempt = await begin(id);
      expect(attempt.number).toBe(1);
      await abandonAttempt(db.database, attempt.token);
      expect(await stored(id)).toMatchObject({ state: 'queued', attempts: [] });
    }
  });
});

describe('failing', () => {
  test('is retried, then rests as IE, and leaves the best score alone', async () => {
    const user = await addUser(db.database);
    const good = await newSubmission({ userId: user });
    await finishAttempt(db.database, (await begin(good)).token, aResult(8));

    const id = await newSubmission({ userId: user });
    const outcomes: string[] = [];
    for (let number = 1; number <= MAX_ATTEMPTS; number += 1) {
      const attempt = await begin(id);
      expect(attempt.number).toBe(number);
      outcomes.push(await failAttempt(db.database, attempt.token, new Error(`boom ${number}`)));
    }
    expect(outcomes).toEqual(['retry', 'retry', 'gave-up']);
    const row = await stored(id);
    expect(row).toMatchObject({ state: 'failed', verdict: 'IE', score: null });
    expect(row.attempts.map((attempt) => attempt.error)).toEqual([
      expect.stringContaining('boom 1'),
      expect.stringContaining('boom 2'),
      expect.stringContaining('boom 3'),
    ]);
    const types = row.events.map((event) => (event.data as { type: string }).type);
    expect(types).toEqual([
      ...['queued', 'started', 'retrying', 'started', 'retrying', 'started', 'finished'],
    ]);
    expect(JSON.stringify(row.events)).not.toContain('boom');
    expect(await bestOf(user)).toMatchObject({ submissionId: good, score: 8 });
  });

  test('what failed with the engine or the store is lost, and uses up none of its attempts', async () => {
    const id = await newSubmission();
    for (let number = 1; number <= MAX_ATTEMPTS + 1; number += 1) {
      const { token } = await begin(id);
      const options = { infrastructure: true };
      expect(await failAttempt(db.database, token, new Error('gone'), options)).toBe('retry');
    }
    const { token } = await begin(id);
    expect(await finishAttempt(db.database, token, aResult(10))).toBe(true);
    const states = (await stored(id)).attempts.map(({ state }) => state);
    expect(states).toEqual(['lost', 'lost', 'lost', 'lost', 'succeeded']);
  });

  test('workers that die of a submission, one after the other, use up its attempts', async () => {
    const id = await newSubmission();
    for (let number = 1; number <= MAX_LOST_ATTEMPTS; number += 1)
      await begin(id, `w${number}`, -1);
    const outcome = await beginAttempt(db.database, id, 'w-last', LEASE_MS);
    expect(outcome.kind).toBe('already-finished');
    const row = await stored(id);
    expect(row).toMatchObject({ state: 'failed', verdict: 'IE' });
    expect(row.attempts.map(({ state }) => state)).toEqual(row.attempts.map(() => 'lost'));
    expect(row.attempts).toHaveLength(MAX_LOST_ATTEMPTS);
    expect(row.events.at(-1)?.data).toMatchObject({ type: 'finished', verdict: 'IE' });
  });
});
