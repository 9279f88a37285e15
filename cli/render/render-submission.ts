import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { runtimeTitle } from '../../grading/job/runtime-name.ts';
import { block, type ShownCase, type ShownResult } from './render-block.ts';
import { renderFailedCase } from './render-case.ts';
import { paintVerdict, renderVerdict } from './render-verdict.ts';
import { isWallTime, titleOfResult } from '../../grading/verdict/verdict.ts';
import { makeAllVisible } from '../../grading/text/visible-text.ts';
import { bar, layoutColumns, type Colors } from './terminal-style.ts';
import { formatBytes, formatDuration, formatPoints } from '../../grading/text/units.ts';

/** Failed cases that are told in full: the first ones teach, the hundredth does not. */
const MAX_DETAILED_CASES = 3;
const GROUP_BAR_COLUMNS = 12;

/** A submission as a learner reads it: the verdict first, then why. */
export function renderSubmission(raw: SubmissionResource, colors: Colors): string {
  const submission = makeAllVisible(raw);
  const { result } = submission;
  if (result === null) return renderUnfinished(submission, colors);
  return [
    renderHeading(submission, result, colors),
    ...renderGroups(submission, result, colors),
    ...renderCompileOutput(result, colors),
    ...renderCases(result, colors),
    '',
    renderClocks(submission, result, colors),
  ].join('\n');
}

function renderHeading(
  submission: SubmissionResource,
  result: ShownResult,
  colors: Colors,
): string {
  const verdict = colors.bold(renderVerdict(result.verdict, colors, titleOfResult(result)));
  const score = submission.samplesOnly
    ? 'samples only, not scored'
    : `${formatPoints(result.score)} of ${formatPoints(result.maxScore)} points`;
  const passed = result.cases.filter((one) => one.verdict === 'AC').length;
  return `${verdict}  ${score}, ${passed} of ${result.cases.length} cases   ${colors.dim(
    `${submission.exerciseId} (${submission.language})`,
  )}${submission.counts ? colors.green('  counts') : ''}`;
}

function renderGroups(
  submission: SubmissionResource,
  result: ShownResult,
  colors: Colors,
): string[] {
  const scored = result.groups.filter(({ points }) => points > 0);
  if (submission.samplesOnly || scored.length === 0) return [];
  const rows = scored.map((group) => [
    `  ${group.title}`,
    bar(group.points === 0 ? 0 : group.score / group.points, GROUP_BAR_COLUMNS),
    `${formatPoints(group.score)} / ${formatPoints(group.points)}`,
    colors.dim(`${group.passedCases} of ${group.totalCases} cases`),
  ]);
  return ['', ...layoutColumns(rows, ['left', 'left', 'right', 'left'])];
}

function renderCompileOutput(result: ShownResult, colors: Colors): string[] {
  if (result.compileOutput === null || result.compileOutput.trim() === '') return [];
  return ['', ...block('compiler', result.compileOutput, colors)];
}

function renderCases(result: ShownResult, colors: Colors): string[] {
  const rows = layoutColumns(
    result.cases.map((one) => caseRow(one, result, colors)),
    ['left', 'left', 'right', 'right', 'left'],
  );
  const failed = result.cases.filter(isFailed);
  const detailed = new Set<ShownCase>(
    result.verdict === 'CE' ? [] : preferSamples(failed).slice(0, MAX_DETAILED_CASES),
  );
  const lines = result.cases.flatMap((one, index) => [
    rows[index] ?? '',
    ...(detailed.has(one) ? renderFailedCase(one, colors) : []),
  ]);
  const untold = failed.length - detailed.size;
  if (untold > 0 && detailed.size > 0) {
    lines.push(colors.dim(`  (${untold} more failed; the first ${detailed.size} are explained)`));
  }
  return ['', ...lines];
}

function caseRow(one: ShownCase, { limits }: ShownResult, colors: Colors): string[] {
  const ran = one.verdict !== 'SK' && one.verdict !== 'CE';
  return [
    `  ${paintVerdict(one.verdict, one.verdict.padEnd(3), colors)}`,
    one.name,
    ran ? timeOf(one, limits) : '',
    ran ? formatBytes(one.peakMemoryBytes) : '',
    colors.dim(one.sample ? 'sample' : one.group),
  ];
}

/** The time that counted against it: a sleeper's is the wall time. */
function timeOf(one: ShownCase, limits: ShownResult['limits']): string {
  return isWallTime(one, limits)
    ? `${formatDuration(one.wallTimeMs)} of ${formatDuration(limits.wallTimeMs)} wall time`
    : `${formatDuration(one.cpuTimeMs)} of ${formatDuration(limits.cpuTimeMs)}`;
}

const isFailed = ({ verdict }: ShownCase): boolean => verdict !== 'AC' && verdict !== 'SK';

const preferSamples = (cases: readonly ShownCase[]): ShownCase[] =>
  [...cases].sort((a, b) => Number(b.sample) - Number(a.sample));

function renderClocks({ id }: SubmissionResource, { clocks }: ShownResult, colors: Colors): string {
  const parts: readonly (readonly [string, number])[] = [
    ['queued', clocks.queuedMs],
    ['sandbox', clocks.cellMs],
    ['compile', clocks.compileMs],
    ['your program', clocks.runMs],
    ['judging', clocks.judgeMs],
  ];
  const spent = parts.map(([stage, ms]) => `${stage} ${formatDuration(ms)}`).join(', ');
  return colors.dim(`  ${spent}\n  submission ${id}`);
}

function renderUnfinished(submission: SubmissionResource, colors: Colors): string {
  if (submission.state === 'failed') {
    return [
      `${colors.bold(renderVerdict('IE', colors))}  the grader failed, not your program.`,
      'It costs you nothing. An instructor can run it again, or you submit it again.',
      colors.dim(`submission ${submission.id}`),
    ].join('\n');
  }
  return `${submission.exerciseId}: ${submission.state}${placeOf(submission)}. ${colors.dim(submission.id)}`;
}

function placeOf({ waitingFor, queuePosition }: SubmissionResource): string {
  if (waitingFor !== null) return `, waiting for a worker that runs ${runtimeTitle(waitingFor)}`;
  return queuePosition === null ? '' : `, ${queuePosition} before it in the queue`;
}
