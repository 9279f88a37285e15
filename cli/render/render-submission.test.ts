import { describe, expect, test } from '@jest/globals';
import picocolors from 'picocolors';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import type { ShownCase, ShownResult } from './render-block.ts';
import { renderSubmission } from './render-submission.ts';

const plain = picocolors.createColors(false);
const MIB = 1024 * 1024;

const limits = {
  cpuTimeMs: 2000,
  wallTimeMs: 7000,
  memoryBytes: 256 * MIB,
  outputBytes: MIB,
  processes: 64,
  diskBytes: 32 * MIB,
};
const aCase = (over: Partial<ShownCase>): ShownCase => ({
  name: 'one',
  group: 'sample',
  sample: true,
  verdict: 'AC',
  cpuTimeMs: 12,
  wallTimeMs: 20,
  peakMemoryBytes: 9 * MIB,
  exitCode: 0,
  signal: null,
  stoppedBy: null,
  message: 'Accepted.',
  hint: null,
  sampleFeedback: null,
  ...over,
});
const submissionOf = (result: Partial<ShownResult>): SubmissionResource => ({
  id: '0198c0de-0000-7000-8000-000000000000',
  exerciseId: 'calculator',
  contentHash: 'abc',
  language: 'python',
  samplesOnly: false,
  state: 'graded',
  verdict: result.verdict ?? 'AC',
  score: 10,
  maxScore: 20,
  createdAt: '2026-01-01T00:00:00Z',
  finishedAt: '2026-01-01T00:00:01Z',
  counts: true,
  files: [],
  queuePosition: null,
  waitingFor: null,
  rejudged: [],
  result: {
    verdict: 'AC',
    score: 10,
    maxScore: 20,
    groups: [
      { id: 'sample', title: 'Samples', points: 0, score: 0, passedCases: 1, totalCases: 1 },
      { id: 'basics', title: 'Basics', points: 10, score: 10, passedCases: 3, totalCases: 3 },
      { id: 'errors', title: 'Errors', points: 10, score: 0, passedCases: 1, totalCases: 2 },
    ],
    cases: [aCase({})],
    compileOutput: null,
    limits,
    clocks: { queuedMs: 3, cellMs: 1, compileMs: 0, runMs: 21, judgeMs: 1 },
    ...result,
  },
});
const render = (result: Partial<ShownResult>): string =>
  renderSubmission(submissionOf(result), plain);

describe('renderSubmission', () => {
  test('says verdict, score and groups, and where the time went', () => {
    const text = render({});
    expect(text).toContain(
      'AC accepted  10 of 20 points, 1 of 1 cases   calculator (python)  counts\n',
    );
    expect(text).toContain('  Basics  ████████████  10 / 10  3 of 3 cases');
    expect(text).toContain('  Errors  ░░░░░░░░░░░░   0 / 10  1 of 2 cases');
    expect(text).not.toContain('Samples');
    expect(text).toContain('queued 3 ms, sandbox 1 ms, compile 0 ms, your program 21 ms');
  });

  test('says nothing of counting where another one counts', () => {
    const text = renderSubmission({ ...submissionOf({}), counts: false }, plain);
    expect(text).toContain('calculator (python)\n');
  });

  test('tells who waited from who calculated', () => {
    const slept = aCase({ verdict: 'TLE', stoppedBy: 'wall-time', wallTimeMs: 7004 });
    const text = render({ verdict: 'TLE', cases: [slept] });
    expect(text).toContain('TLE wall time limit exceeded');
    expect(text).toContain('  TLE  one  7 s of 7 s wall time  9 MiB');
  });

  test('sets each case against its limit', () => {
    const slow = aCase({ name: 'large', group: 'errors', sample: false, verdict: 'TLE' });
    const text = render({ verdict: 'TLE', cases: [aCase({}), { ...slow, cpuTimeMs: 2011 }] });
    expect(text).toContain('  AC   one     12 ms of 2 s  9 MiB  sample');
    expect(text).toContain('  TLE  large  2.01 s of 2 s  9 MiB  errors');
  });

  test('explains a failed sample by input and difference, a hidden case by its hint alone', () => {
    const text = render({
      verdict: 'WA',
      cases: [
        aCase({
          verdict: 'WA',
          message: 'The output differs.',
          sampleFeedback: {
            kind: 'program',
            args: ['--sum', 'a b'],
            stdin: '1 2\n',
            expectedStdout: '3\n',
            actualStdout: '12\n',
            stderr: 'debug\n',
          },
        }),
        aCase({ name: 'secret', sample: false, verdict: 'WA', hint: 'Think of zero.' }),
      ],
    });
    expect(text).toContain("      arguments\n        --sum 'a b'");
    expect(text).toContain('      input\n        1 2');
    expect(text).toContain('output (- expected, + yours)\n        - 3\n        + 12');
    expect(text).toContain('      standard error\n        debug');
    expect(text).toContain('hint: Think of zero.');
  });

  test('lets no escape sequence of the learner through', () => {
    const text = render({
      verdict: 'CE',
      compileOutput: '\u{1b}]0;pwned\u{7}',
      cases: [aCase({ verdict: 'CE', message: '\u{1b}[2J' })],
    });
    expect(text).toContain('␛]0;pwned␇');
    expect(text).not.toContain('\u{1b}');
  });

  test('explains three failures and counts the others', () => {
    const failed = Array.from({ length: 5 }, (_, index) =>
      aCase({ name: `case-${index}`, verdict: 'WA', sample: false, message: `No ${index}.` }),
    );
    const text = render({ verdict: 'WA', cases: failed });
    expect(text.match(/No \d\./g)).toEqual(['No 0.', 'No 1.', 'No 2.']);
    expect(text).toContain('2 more failed');
  });

  test('an internal error is ours, and says so', () => {
    const text = renderSubmission(
      { ...submissionOf({}), state: 'failed', verdict: 'IE', result: null },
      plain,
    );
    expect(text).toContain('the grader failed, not your program');
  });
});
