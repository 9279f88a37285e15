import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { formatBytes, formatDuration, plural } from '../../../grading/text/units.ts';
import { titleOfResult } from '../../../grading/verdict/verdict.ts';
import { VerdictBadge } from '../components/verdict-badge.tsx';
import { CaseMarks } from './case-marks.tsx';
import { scoreText } from './progress-text.ts';
import type { ResultResource } from './result-types.ts';

interface ResultCardProps {
  readonly submission: SubmissionResource;
  readonly result: ResultResource;
}

/** The verdict in three lines: what, which cases, and how much of the limits it took. */
export function ResultCard({ submission, result }: ResultCardProps) {
  const verdicts = result.cases.map(({ verdict }) => verdict);
  const passed = verdicts.filter((verdict) => verdict === 'AC').length;
  return (
    <div class={`result-card result-${result.verdict.toLowerCase()}`}>
      <p class="result-headline summary">
        <VerdictBadge verdict={result.verdict} title={titleOfResult(result)} />
        <span>{scoreText(submission)}</span>
      </p>
      <CaseMarks verdicts={verdicts} total={verdicts.length} running={false} />
      <p class="result-note">
        {passed} of {plural(verdicts.length, 'case')} accepted
        {extremes(result)}
      </p>
    </div>
  );
}

function extremes({ cases, clocks }: ResultResource): string {
  const ran = cases.filter(({ verdict }) => verdict !== 'SK' && verdict !== 'CE');
  if (ran.length === 0) return '';
  const slowest = Math.max(...ran.map(({ cpuTimeMs }) => cpuTimeMs));
  const most = Math.max(...ran.map(({ peakMemoryBytes }) => peakMemoryBytes));
  const waited = clocks.queuedMs + clocks.cellMs;
  const graded = clocks.compileMs + clocks.runMs + clocks.judgeMs;
  return (
    ` · at most ${formatDuration(slowest)} and ${formatBytes(most)} a case` +
    ` · waited ${formatDuration(waited)}, graded in ${formatDuration(graded)}`
  );
}
