import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseGroup, ProgramCase } from '../catalogue/exercise.ts';
import { check } from '../checker/check.ts';
import type { ProgramFeedback } from '../kinds/program/types.ts';
import { resolveLimits } from '../manifest/resolve.ts';
import type { RunFacts } from '../verdict/facts.ts';
import { verdictOf } from '../verdict/verdict-of.ts';
import { caseFeedback, caseWithoutRun, FEEDBACK_KIB } from './case-feedback.ts';
import { capText } from './cap-text.ts';

const limits = resolveLimits({}, 'python');
const group = (id: string, hint: string | null): CaseGroup => ({
  id,
  title: id,
  points: 10,
  scoring: 'all-or-nothing',
  hint,
});
const groups = [group('sample', null), group('edges', 'Think of the edges.')];

const secret: ProgramCase = {
  name: 'empty-list',
  group: 'edges',
  sample: false,
  args: ['SECRETARG'],
  stdin: 'SECRETINPUT',
  files: [{ path: 'SECRETPATH', content: 'SECRETFILE' }],
  expectedStdout: 'SECRETEXPECTED',
  expectedExitCode: 0,
  hint: null,
  checker: { type: 'exact' },
};
const sample: ProgramCase = { ...secret, group: 'sample', sample: true };

const factsOf = (changed: Partial<RunFacts> = {}): RunFacts => ({
  exit: { kind: 'exited', code: 0 },
  cpuTimeMs: 20,
  wallTimeMs: 30,
  peakMemoryBytes: 1024,
  memoryKills: 0,
  processLimitHits: 0,
  stoppedBy: null,
  stdout: { bytes: Buffer.from('SECRETACTUAL'), truncated: false },
  stderr: { bytes: Buffer.from('SECRETSTDERR'), truncated: false },
  ...changed,
});

/** As the worker grades: run facts, then the checker, then feedback. */
function grade(testCase: ProgramCase, facts: RunFacts) {
  const ranWell = verdictOf(facts, limits, testCase.expectedExitCode) === 'ok';
  const judgement = ranWell
    ? check(testCase.checker, testCase.expectedStdout, facts.stdout.bytes)
    : null;
  return caseFeedback({ testCase, groups, facts, limits, judgement });
}

describe('a secret case', () => {
  const endings: readonly Partial<RunFacts>[] = [
    {},
    { stdout: { bytes: Buffer.from('SECRETEXPECTED'), truncated: false } },
    { exit: { kind: 'exited', code: 3 }, processLimitHits: 2 },
    { exit: { kind: 'signaled', signal: 11 } },
    { memoryKills: 1 },
    { stoppedBy: 'cpu-time', cpuTimeMs: 2100 },
    { stoppedBy: 'wall-time' },
    { stoppedBy: 'output' },
  ];

  test.each(endings)('shows nothing that was read, written or expected (%j)', (ending) => {
    expect(JSON.stringify(grade(secret, factsOf(ending)))).not.toContain('SECRET');
  });

  test('is the same whatever the wrong output is', () => {
    const seen = (bytes: Uint8Array) =>
      grade(secret, factsOf({ stdout: { bytes, truncated: false } }));
    const reference = seen(Buffer.from('wrong'));
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(seen(bytes)).toEqual(reference);
      }),
    );
  });

  test('says how it ended, and hints', () => {
    expect(grade(secret, factsOf({ exit: { kind: 'signaled', signal: 11 } }))).toMatchObject({
      name: 'empty-list',
      verdict: 'RTE',
      exitCode: null,
      signal: 'SIGSEGV',
      message: 'Was killed by signal 11 (SIGSEGV).',
      hint: 'Think of the edges.',
      sampleFeedback: null,
    });
  });

  test("prefers the case's own hint, and gives none for a success", () => {
    const hinted = { ...secret, hint: 'Nothing is there.' };
    expect(grade(hinted, factsOf()).hint).toBe('Nothing is there.');
    const right = factsOf({ stdout: { bytes: Buffer.from('SECRETEXPECTED'), truncated: false } });
    expect(grade(hinted, right)).toMatchObject({ verdict: 'AC', hint: null });
  });
});

describe('a sample', () => {
  test('shows input, expected and actual output, stderr and the first difference', () => {
    const result = grade(sample, factsOf());
    expect(result.verdict).toBe('WA');
    expect(result.message).toContain('"SECRETACTUAL" where "SECRETEXPECTED"');
    expect(result.sampleFeedback).toEqual({
      kind: 'program',
      args: ['SECRETARG'],
      stdin: 'SECRETINPUT',
      expectedStdout: 'SECRETEXPECTED',
      actualStdout: 'SECRETACTUAL',
      stderr: 'SECRETSTDERR',
    });
  });

  test('caps what it shows', () => {
    const flood = { bytes: Buffer.alloc(1024 * 1024, 'x'), truncated: true };
    const result = grade(sample, factsOf({ stdout: flood, stderr: flood, stoppedBy: 'output' }));
    const feedback = result.sampleFeedback as ProgramFeedback;
    const shown = feedback.actualStdout;
    expect(shown.length).toBeLessThan(FEEDBACK_KIB.actualStdout * 1024 + 100);
    expect(shown).toContain(
      `[cut here: at least ${(1024 - FEEDBACK_KIB.actualStdout) * 1024} more`,
    );
    expect(feedback.stderr.length).toBeLessThan(FEEDBACK_KIB.stderr * 1024 + 100);
  });
});

test('a case that did not run has used nothing', () => {
  expect(caseWithoutRun(sample, 'SK', 'Skipped.')).toMatchObject({
    verdict: 'SK',
    cpuTimeMs: 0,
    message: 'Skipped.',
    sampleFeedback: null,
  });
});

test('a good run without a judgement is our mistake', () => {
  const graded = { testCase: secret, groups, facts: factsOf(), limits, judgement: null };
  expect(() => caseFeedback(graded)).toThrow(TypeError);
});

describe('capText', () => {
  test('keeps what fits', () => {
    expect(capText('a'.repeat(1024), 1)).toBe('a'.repeat(1024));
  });

  test('never splits a character', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1100, maxLength: 1200 });
    fc.assert(
      fc.property(text, (source) => {
        const [kept = ''] = capText(source, 1).split('\n[cut here');
        expect(source.startsWith(kept)).toBe(true);
        expect(Buffer.byteLength(kept)).toBeGreaterThan(1024 - 4);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(1024);
      }),
      { numRuns: 30 },
    );
  });

  test('takes bytes that are not UTF-8, and NUL', () => {
    expect(capText(Uint8Array.of(0x61, 0, 0xff), 1)).toBe('a\u2400\ufffd');
    expect(capText(Buffer.alloc(2048, 0x80), 1)).toContain('[cut here: 1024 more bytes]');
  });

  test('says that more was dropped before', () => {
    expect(capText('abc', 1, true)).toBe('abc\n[cut here: there was more]');
  });
});
