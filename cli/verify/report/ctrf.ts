import { version } from '../../../platform/version.ts';
import { rowText, type ReportRow } from './report-rows.ts';

/** The version of the specification that the npm package `ctrf` publishes the schema of. */
const SPEC_VERSION = '0.0.0';

/**
 * A report in the Common Test Report Format (https://ctrf.io/docs/specification/overview). Times
 * are in milliseconds. Its schema knows five states; a solution that the platform could not run is
 * `other`.
 */
export function ctrfReport(
  rows: readonly ReportRow[],
  startedAt: Date,
  wallTimeMs: number,
): unknown {
  const start = startedAt.getTime();
  const count = (status: ReportRow['status']): number =>
    rows.filter((row) => row.status === status).length;
  return {
    reportFormat: 'CTRF',
    specVersion: SPEC_VERSION,
    timestamp: startedAt.toISOString(),
    generatedBy: 'assay verify',
    results: {
      tool: { name: 'assay', version },
      summary: {
        tests: rows.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: 0,
        pending: 0,
        other: count('error'),
        flaky: rows.filter(({ flaky }) => flaky).length,
        suites: new Set(rows.map(({ suite }) => suite)).size,
        start,
        stop: start + Math.round(wallTimeMs),
        duration: Math.round(wallTimeMs),
      },
      tests: rows.map(testOf),
    },
  };
}

function testOf(row: ReportRow): unknown {
  const { suite, name, file, line, status, durationMs, rawStatus, flaky, runs, problems } = row;
  return {
    name,
    status: status === 'error' ? 'other' : status,
    duration: Math.round(durationMs),
    suite: [suite],
    filePath: file,
    line,
    rawStatus,
    flaky,
    ...(runs > 1 ? { extra: { runs } } : {}),
    ...(problems[0] === undefined ? {} : { message: problems[0].message, trace: rowText(row) }),
  };
}
