import { rowText, type ReportRow } from './report-rows.ts';

/**
 * JUnit's XML, the part that CI servers agree upon. Sources: the schema of Jenkins' xUnit plugin
 * (github.com/jenkinsci/xunit-plugin, junit-10.xsd); "Unit test reports" in GitLab's manual
 * (docs.gitlab.com/ci/testing/unit_test_reports), which reads `classname`, `name`, `file`, `time`,
 * `failure` and `error`. Times are in seconds.
 */
export function junitReport(
  rows: readonly ReportRow[],
  startedAt: Date,
  wallTimeMs: number,
): string {
  const suites = [...new Set(rows.map(({ suite }) => suite))].map((name) =>
    suiteXml(
      name,
      rows.filter(({ suite }) => suite === name),
      startedAt,
    ),
  );
  const attributes = `name="assay verify" ${counts(rows)} time="${seconds(wallTimeMs)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteXml(name: string, rows: readonly ReportRow[], startedAt: Date): string {
  const time = seconds(rows.reduce((sum, { durationMs }) => sum + durationMs, 0));
  // The schema's time has no zone and no fraction.
  const timestamp = startedAt.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  return [
    `  <testsuite name="${escape(name)}" ${counts(rows)} skipped="0" time="${time}" timestamp="${timestamp}">`,
    ...rows.map(caseXml),
    '  </testsuite>',
  ].join('\n');
}

function caseXml(row: ReportRow): string {
  const { suite, name, file, line, durationMs, status, problems } = row;
  const start = `    <testcase classname="${escape(suite)}" name="${escape(name)}" file="${escape(file)}" line="${line}" time="${seconds(durationMs)}"`;
  if (status === 'passed') return `${start}/>`;
  const element = status === 'error' ? 'error' : 'failure';
  // A database that does not load stands with the rules, not with each solution.
  const message = escape(problems[0]?.message ?? 'It could not be run.');
  const body = escape(rowText(row));
  return `${start}>\n      <${element} message="${message}" type="${escape(row.rawStatus || 'rule')}">${body}</${element}>\n    </testcase>`;
}

function counts(rows: readonly ReportRow[]): string {
  const failures = rows.filter(({ status }) => status === 'failed').length;
  const errors = rows.filter(({ status }) => status === 'error').length;
  return `tests="${rows.length}" failures="${failures}" errors="${errors}"`;
}

const MS_PER_SECOND = 1000;
const seconds = (ms: number): string => (ms / MS_PER_SECOND).toFixed(3);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** XML 1.0 has no way to write most control characters, nor half of a surrogate pair: "?" instead. */
const escape = (text: string): string =>
  text
    .replace(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '?')
    .replace(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? character);
