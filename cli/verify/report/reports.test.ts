import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { schema as ctrfSchema } from 'ctrf';
import type { Problem } from '../../../grading/manifest/problem.ts';
import { ctrfReport } from './ctrf.ts';
import { githubAnnotation, jobSummary } from './github.ts';
import { junitReport } from './junit.ts';
import { reportRows, type ReportRow } from './report-rows.ts';
import { parseReportTarget } from './write-reports.ts';

const problem: Problem = {
  ...{ file: 'ex/sum/exercise.yaml', line: 3, column: 7 },
  ...{ message: 'A <b> & "c"\u{1}, 50 %:', remedy: 'Say\nso.' },
};
const rowOf = (changes: Partial<ReportRow>): ReportRow => ({
  ...{ suite: 'sum', name: 'accepted/python', file: 'ex/sum/solutions/accepted/python', line: 1 },
  ...{ status: 'passed', durationMs: 1234.5, rawStatus: 'AC', flaky: false, runs: 1, problems: [] },
  ...changes,
});
const ROWS: readonly ReportRow[] = [
  rowOf({}),
  rowOf({ name: 'rules', status: 'failed', rawStatus: '', problems: [problem] }),
  rowOf({ suite: 'other', status: 'error', rawStatus: '', runs: 3, flaky: true }),
];
const START = new Date('2026-11-23T08:00:00.123Z');

test('JUnit: suites by exercise, counts, and text that XML can hold', () => {
  const xml = junitReport(ROWS, START, 2000);
  expect(xml).toMatchInlineSnapshot(`
   "<?xml version="1.0" encoding="UTF-8"?>
   <testsuites name="assay verify" tests="3" failures="1" errors="1" time="2.000">
     <testsuite name="sum" tests="2" failures="1" errors="0" skipped="0" time="2.469" timestamp="2026-11-23T08:00:00">
       <testcase classname="sum" name="accepted/python" file="ex/sum/solutions/accepted/python" line="1" time="1.234"/>
       <testcase classname="sum" name="rules" file="ex/sum/solutions/accepted/python" line="1" time="1.234">
         <failure message="A &lt;b&gt; &amp; &quot;c&quot;?, 50 %:" type="rule">ex/sum/exercise.yaml:3:7: A &lt;b&gt; &amp; &quot;c&quot;?, 50 %:&#10;  Say&#10;so.</failure>
       </testcase>
     </testsuite>
     <testsuite name="other" tests="1" failures="0" errors="1" skipped="0" time="1.234" timestamp="2026-11-23T08:00:00">
       <testcase classname="other" name="accepted/python" file="ex/sum/solutions/accepted/python" line="1" time="1.234">
         <error message="It could not be run." type="rule"></error>
       </testcase>
     </testsuite>
   </testsuites>
   "
  `);
});

describe('CTRF', () => {
  const validate = formats.default(new Ajv({ strict: false })).compile(ctrfSchema);

  test('fits the schema that ctrf.io publishes', () => {
    const report = ctrfReport(ROWS, START, 2000);
    expect(validate(report) ? [] : validate.errors).toEqual([]);
    expect(report).toMatchObject({
      results: { summary: { tests: 3, passed: 1, failed: 1, other: 1, flaky: 1, suites: 2 } },
    });
  });

  test('which refuses what is none', () => {
    expect(validate({ results: {} })).toBe(false);
  });
});

describe('GitHub', () => {
  test('an annotation is one line, escaped, its file from the root of the checkout', () => {
    const place = { cwd: '/w/repo/school', workspace: '/w/repo' };
    const text = githubAnnotation({ ...problem, file: 'a,b:c.yaml', message: '50 %\r' }, place);
    expect(text).toBe(
      '::error file=school/a%2Cb%3Ac.yaml,line=3,col=7,title=assay verify::50 %25%0D%0ASay%0Aso.',
    );
  });

  test('a file outside of the checkout keeps its path', () => {
    const text = githubAnnotation(problem, { cwd: '/elsewhere', workspace: '/w/repo' });
    expect(text).toContain('::error file=ex/sum/exercise.yaml,');
  });

  test('the summary is a table whose cells are text', () => {
    const summary = jobSummary({
      ...{ exercises: [], loadProblems: [], startedAt: START, wallMs: 10 },
      problems: [{ ...problem, message: 'a | <b> `c`' }],
    });
    expect(summary).toContain('| ex/sum/exercise.yaml:3 | a \\| &lt;b> \\`c\\` | Say so. |');
  });
});

test('of a folder that does not load, one row for each of its files', () => {
  const rows = reportRows([], [problem, { ...problem, line: 9 }, { ...problem, file: 'x.yaml' }]);
  expect(rows.map(({ name, line, problems }) => [name, line, problems.length])).toEqual([
    ['ex/sum/exercise.yaml', 3, 2],
    ['x.yaml', 3, 1],
  ]);
});

test('FORMAT=FILE', () => {
  expect(parseReportTarget('junit=a=b.xml')).toEqual({ format: 'junit', file: 'a=b.xml' });
  for (const wrong of ['junit', 'junit=', 'xml=a.xml', '=a', '']) {
    expect(parseReportTarget(wrong)).toBeNull();
  }
});
