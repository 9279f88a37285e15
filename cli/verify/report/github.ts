import { appendFile } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { Problem } from '../../../grading/manifest/problem.ts';
import { formatDuration } from '../../../grading/text/units.ts';
import { isRight } from '../../../grading/verify/check-exercise.ts';
import { gradingMs } from '../../../grading/verify/slowest-case.ts';
import type { Verification } from '../verify-folders.ts';

/** More than GitHub shows of one step; a summary may have 1 MiB. */
const MAX_SUMMARY_PROBLEMS = 200;

/**
 * A problem as a workflow command, which GitHub shows beside the line of the file. Escaping as in
 * github.com/actions/toolkit, packages/core/src/command.ts. Files count from the checkout's root.
 */
export function githubAnnotation(
  { file, line, column, message, remedy }: Problem,
  { cwd, workspace }: { readonly cwd: string; readonly workspace: string },
): string {
  const short = relative(workspace, resolve(cwd, file));
  const path = short.startsWith('..') || isAbsolute(short) ? file : short;
  const properties = Object.entries({ file: path, line, col: column, title: 'assay verify' });
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::error ${list.join(',')}::${escapeData(`${message}\n${remedy}`)}`;
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Appends to the file that GitHub shows on the page of the run (GITHUB_STEP_SUMMARY). */
export const writeJobSummary = (file: string, verification: Verification): Promise<void> =>
  appendFile(file, jobSummary(verification));

export function jobSummary({ exercises, problems, wallMs }: Verification): string {
  const rows = exercises.map((exercise) => [
    `${exercise.problems.length === 0 ? '✅' : '❌'} ${exercise.folder.exercise.id}`,
    `${exercise.outcomes.filter(isRight).length}/${exercise.outcomes.length}`,
    String(exercise.folder.exercise.cases.length),
    formatDuration(gradingMs(exercise)),
  ]);
  const shown = problems.slice(0, MAX_SUMMARY_PROBLEMS);
  return [
    `### assay verify: ${problems.length === 0 ? 'all is well' : `${problems.length} to mend`} (${formatDuration(wallMs)})`,
    '',
    ...(rows.length === 0
      ? []
      : table([['exercise', 'solutions as expected', 'cases', 'grading'], ...rows])),
    ...(shown.length === 0
      ? []
      : table([
          ['where', 'what', 'what to do'],
          ...shown.map(({ file, line, message, remedy }) => [`${file}:${line}`, message, remedy]),
        ])),
    ...(problems.length > shown.length
      ? [`… and ${problems.length - shown.length} more.`, '']
      : []),
  ].join('\n');
}

function table(rows: readonly (readonly string[])[]): string[] {
  const [header = [], ...body] = rows.map((row) => `| ${row.map(cellText).join(' | ')} |`);
  const rule = `|${' --- |'.repeat(rows[0]?.length ?? 0)}`;
  return [String(header), rule, ...body, ''];
}

/** What a file says is text here, never Markdown or HTML. */
const cellText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]|~]/g, (character) => `\\${character}`)
    .replace(/\s*\n\s*/g, ' ');
