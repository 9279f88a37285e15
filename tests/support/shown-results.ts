import type { CaseResult, GradingResult, SampleFeedback } from '../../grading/score/result.ts';
import { VERDICTS, type Verdict } from '../../grading/verdict/verdict.ts';
import { aResult } from './submissions.ts';

/**
 * Results as graders make them, one of each kind of exercise and of each verdict: what pages have to
 * show.
 */
const MIB = 1024 * 1024;

export const LIMITS = {
  ...{ cpuTimeMs: 2000, wallTimeMs: 7000, memoryBytes: 256 * MIB },
  ...{ outputBytes: MIB, processes: 64, diskBytes: 32 * MIB },
};

export const aCase = (name: string, over: Partial<CaseResult> = {}): CaseResult => ({
  ...{ name, group: 'sample', sample: true, verdict: 'AC', exitCode: 0, signal: null },
  ...{ cpuTimeMs: 21, wallTimeMs: 35, peakMemoryBytes: 9.4 * MIB, stoppedBy: null },
  ...{ message: 'Accepted.', hint: null, sampleFeedback: null },
  ...over,
});

/** Samples first, then hidden cases; points are the hidden ones'. */
export const resultOf = (
  cases: readonly CaseResult[],
  over: Partial<GradingResult> = {},
): GradingResult => {
  const hidden = cases.filter(({ group }) => group !== 'sample');
  const passed = hidden.filter(({ verdict }) => verdict === 'AC').length;
  const score = hidden.length === 0 ? 0 : Math.round((passed / hidden.length) * 1000) / 100;
  const first = cases.find(({ verdict }) => verdict !== 'AC' && verdict !== 'SK');
  const count = (group: string) => cases.filter((one) => one.group === group);
  const groups = [
    ['sample', 'Samples', 0, 0] as const,
    ['hidden', 'Hidden cases', 10, score] as const,
  ].map(([id, title, points, got]) => ({
    ...{ id, title, points, score: got, totalCases: count(id).length },
    passedCases: count(id).filter(({ verdict }) => verdict === 'AC').length,
  }));
  return {
    ...aResult(score),
    ...{ verdict: first?.verdict ?? 'AC', groups, cases, limits: LIMITS },
    clocks: { queuedMs: 4, cellMs: 12, compileMs: 0, runMs: 240, judgeMs: 3 },
    ...over,
  };
};

/** A sample that was answered wrongly, as its kind tells it. */
export const wrongSample = (feedback: SampleFeedback, message: string): GradingResult =>
  resultOf([
    aCase('the example', {
      verdict: 'WA',
      message,
      sampleFeedback: feedback,
      hint: 'Read it twice.',
    }),
    aCase('a second one'),
    aCase('many', { group: 'hidden', sample: false }),
  ]);

export const PROGRAM_WRONG = wrongSample(
  {
    ...{ kind: 'program', args: ['--verbose'], stdin: '3\n7 9 11\n', stderr: '' },
    expectedStdout: 'count: 3\nsum: 27\nmean: 9.00\nmax: 11\n',
    actualStdout: 'count: 3\nsum: 26\nmean:  9.00\nmax: 11\nmin: 7\n',
  },
  'Line 2 differs: "sum: 26", expected "sum: 27".',
);

export const FUNCTION_WRONG = wrongSample(
  {
    ...{ kind: 'function', call: 'pair_with_sum([2, 7, 11, 15], 9)', error: null },
    ...{ expected: '[0, 1]', actual: '[1, 0]', printed: 'looking at 2\n' },
  },
  'Element 0 is 1; 0 is expected.',
);

export const SQL_WRONG = wrongSample(
  {
    ...{ kind: 'sql', query: null, error: null, plan: null },
    tables: [
      {
        ...{ title: 'Expected', columns: ['customer', 'orders', 'total'], omittedRows: 0 },
        rows: [
          ['Ada', '3', '120.50'],
          ['Grace', '1', '17.00'],
          ['Linus', '0', null],
        ],
      },
      {
        ...{ title: 'Yours', columns: ['customer', 'order_count', 'total'], omittedRows: 0 },
        rows: [
          ['Ada', '3', '120.5'],
          ['Grace', '2', '17.00'],
        ],
      },
    ],
  },
  'Column 2 is named "order_count"; "orders" is expected.',
);

export const HTTP_WRONG = wrongSample(
  {
    kind: 'http',
    stderr: 'listening on 8080\nPOST /notes 201\n',
    exchanges: [
      {
        request: 'POST /notes HTTP/1.1\ncontent-type: application/json\n\n{"text":"milk"}',
        response: 'HTTP/1.1 201 Created\ncontent-type: application/json\n\n{"id":1,"text":"milk"}',
        problem: null,
      },
      {
        request: 'GET /notes/1 HTTP/1.1\naccept: application/json',
        response: 'HTTP/1.1 404 Not Found\ncontent-type: text/plain\n\nno such note',
        problem: 'The status is 404; 200 is expected.',
      },
    ],
  },
  'Step 2: the status is 404; 200 is expected.',
);

export const COMPILE_ERROR = resultOf(
  [aCase('the example', { verdict: 'CE', message: 'The program does not compile.' })],
  {
    compileOutput:
      '  File "main.py", line 1\n    print(1\n         ^\nSyntaxError: \'(\' was never closed',
  },
);

/** Every verdict that a case can have, and enough cases for a list that is too long to show. */
export const MANY_CASES = resultOf([
  aCase('the example'),
  ...VERDICTS.filter((verdict) => verdict !== 'CE' && verdict !== 'AC').map((verdict) =>
    aCase(`ends as ${verdict}`, {
      ...{ group: 'hidden', sample: false, verdict, message: messageOf(verdict) },
      ...(verdict === 'TLE' ? { cpuTimeMs: 2011, stoppedBy: 'cpu-time' as const } : {}),
      ...(verdict === 'MLE' ? { peakMemoryBytes: 256 * MIB } : {}),
    }),
  ),
  aCase('waits for input that never comes', {
    ...{ group: 'hidden', sample: false, verdict: 'TLE', stoppedBy: 'wall-time' },
    ...{ cpuTimeMs: 20, wallTimeMs: 7003 },
    message:
      'Slept or waited: 7 s of wall time passed, the limit is 7 s, only 0.02 s of CPU time was used.',
  }),
  ...Array.from({ length: 30 }, (_, index) =>
    aCase(`random ${index + 1}`, { group: 'hidden', sample: false, cpuTimeMs: 30 * index }),
  ),
]);

function messageOf(verdict: Verdict): string {
  return verdict === 'SK' ? 'Skipped: a case before it failed.' : `This one is ${verdict}.`;
}
