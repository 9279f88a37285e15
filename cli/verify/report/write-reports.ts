import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CliError, EXIT } from '../../client/cli-error.ts';
import { verifyReport } from '../verify-report.ts';
import type { Verification } from '../verify-folders.ts';
import { ctrfReport } from './ctrf.ts';
import { junitReport } from './junit.ts';
import { reportRows } from './report-rows.ts';

export const REPORT_FORMATS = ['junit', 'ctrf', 'json'] as const;
type ReportFormat = (typeof REPORT_FORMATS)[number];

/** `--report junit=reports/verify.xml` */
export interface ReportTarget {
  readonly format: ReportFormat;
  readonly file: string;
}

/** `FORMAT=FILE`; null where it is not that. */
export function parseReportTarget(text: string): ReportTarget | null {
  const at = text.indexOf('=');
  const format = REPORT_FORMATS.find((known) => known === text.slice(0, at));
  const file = text.slice(at + 1);
  return at < 0 || format === undefined || file === '' ? null : { format, file };
}

/** Writes each report; folders on the way are made. */
export async function writeReports(
  targets: readonly ReportTarget[],
  verification: Verification,
  cwd: string,
): Promise<void> {
  for (const { format, file } of targets) {
    const path = resolve(cwd, file);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, contentOf(format, verification));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CliError(
        `The report cannot be written: ${reason}`,
        EXIT.usage,
        'Name a file in a folder that you may write to.',
      );
    }
  }
}

function contentOf(format: ReportFormat, verification: Verification): string {
  const { exercises, loadProblems, startedAt, wallMs } = verification;
  const rows = reportRows(exercises, loadProblems);
  if (format === 'junit') return junitReport(rows, startedAt, wallMs);
  const document =
    format === 'ctrf' ? ctrfReport(rows, startedAt, wallMs) : verifyReport(verification);
  return `${JSON.stringify(document, null, 2)}\n`;
}
