import { describe, expect, test } from '@jest/globals';
import type { GradingResult } from '../../grading/score/result.ts';
import { runCandidates, type RunOptions } from './run-candidates.ts';
import type { Candidate, Outcome } from '../../grading/verify/verification.ts';

const limits = {
  ...{ cpuTimeMs: 1000, wallTimeMs: 4000, memoryBytes: 1 << 26, outputBytes: 1024 },
  ...{ processes: 64, diskBytes: 1 << 20 },
};
const resultOf = (cpuTimeMs: number): GradingResult => ({
  ...{ verdict: 'AC', score: 0, maxScore: 0, groups: [], compileOutput: null, limits },
  cases: [
    {
      ...{ name: 'one', group: 'all', sample: false, verdict: 'AC', message: '', cpuTimeMs },
      ...{ wallTimeMs: 1, peakMemoryBytes: 1, exitCode: 0, signal: null, stoppedBy: null },
      ...{ hint: null, sampleFeedback: null },
    },
  ],
  clocks: { queuedMs: 0, cellMs: 0, compileMs: 0, runMs: 0, judgeMs: 0 },
});
const candidateOf = (name: string): Candidate => ({
  ...{ name, path: name, role: 'solution', language: 'python', expectedVerdict: 'AC' },
  files: [{ path: 'main.py', content: name }],
  folder: {
    directory: '.',
    exercise: {},
    solutions: [],
    manifest: {},
  } as unknown as Candidate['folder'],
});

const run = (
  names: readonly string[],
  grade: (name: string) => Promise<GradingResult>,
  changes: Partial<RunOptions> = {},
): Promise<Outcome[]> =>
  runCandidates(names.map(candidateOf), {
    grade: ({ source }) => grade(source.files[0]?.content ?? ''),
    ...{ concurrency: 2, repeat: 1, signal: new AbortController().signal },
    onStart: () => undefined,
    onEvent: () => undefined,
    onOutcome: () => undefined,
    ...changes,
  });

describe('runCandidates', () => {
  test('keeps the order, and runs no more at a time than it may', async () => {
    let running = 0;
    let most = 0;
    const outcomes = await run(['a', 'b', 'c', 'd', 'e'], async (name) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, name === 'a' ? 20 : 2));
      running -= 1;
      return resultOf(1);
    });
    expect(outcomes.map(({ candidate }) => candidate.name)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(most).toBe(2);
  });

  test('repeats each, and reports each once', async () => {
    const reported: string[] = [];
    const outcomes = await run(['a', 'b'], () => Promise.resolve(resultOf(1)), {
      repeat: 3,
      onOutcome: ({ candidate }) => reported.push(candidate.name),
    });
    expect(outcomes.map(({ results }) => results.length)).toEqual([3, 3]);
    expect(reported.sort()).toEqual(['a', 'b']);
  });

  test('runs what was too slow again, alone, when all others are done', async () => {
    const order: string[] = [];
    const times = new Map([
      ['slow', [900, 100, 100, 100, 100]],
      ['quick', [1]],
    ]);
    const outcomes = await run(['slow', 'quick'], (name) => {
      order.push(name);
      return Promise.resolve(resultOf(times.get(name)?.shift() ?? 0));
    });
    expect(order).toEqual(['slow', 'quick', 'slow', 'slow', 'slow', 'slow']);
    expect(outcomes[0]?.results).toHaveLength(5);
  });

  test('tries once more where the platform failed, then says why', async () => {
    let tries = 0;
    const [first] = await run(['a'], () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(resultOf(1));
    });
    expect(first).toMatchObject({ failure: null });
    const [second] = await run(['a'], () => Promise.reject(new Error('gone for good')));
    expect(second).toMatchObject({ failure: { message: 'gone for good' }, results: [] });
  });

  test('stops at once when interrupted', async () => {
    const controller = new AbortController();
    let tries = 0;
    const running = run(
      ['a', 'b', 'c'],
      () => {
        tries += 1;
        controller.abort(new Error('Ctrl-C'));
        return Promise.reject(new Error('cancelled'));
      },
      { signal: controller.signal, concurrency: 1 },
    );
    await expect(running).rejects.toThrow('Ctrl-C');
    expect(tries).toBe(1);
  });
});
