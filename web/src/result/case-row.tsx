import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { formatBytes, formatDuration } from '../../../grading/text/units.ts';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import { VerdictBadge } from '../components/verdict-badge.tsx';
import { SampleFeedback } from './sample-feedback.tsx';

type Result = NonNullable<SubmissionResource['result']>;

interface CaseRowProps {
  readonly found: Result['cases'][number];
  readonly limits: Result['limits'];
}

export function CaseRow({ found, limits }: CaseRowProps) {
  const { name, sample, verdict, cpuTimeMs, peakMemoryBytes, message, hint } = found;
  const failed = verdict !== 'AC';
  return (
    <li class="case">
      <div class="case-head">
        <VerdictBadge verdict={verdict} />
        <span class="case-name">
          {name}
          {sample && <small> sample</small>}
        </span>
        <Use what="Time" used={cpuTimeMs} limit={limits.cpuTimeMs} format={formatDuration} />
        <Use what="Memory" used={peakMemoryBytes} limit={limits.memoryBytes} format={formatBytes} />
      </div>
      {failed && message !== '' && <p class="message">{makeVisible(message)}</p>}
      {failed && hint !== null && <p class="hint">Hint: {hint}</p>}
      {failed && found.sampleFeedback !== null && (
        <SampleFeedback feedback={found.sampleFeedback} />
      )}
    </li>
  );
}

interface UseProps {
  readonly what: string;
  readonly used: number;
  readonly limit: number;
  readonly format: (value: number) => string;
}

/** How much of a limit was used, as a bar and in figures. */
function Use({ what, used, limit, format }: UseProps) {
  const text = `${format(used)} of ${format(limit)}`;
  return (
    <span class="use">
      <meter min={0} max={limit} high={limit / 2} value={used} aria-label={`${what}: ${text}`} />
      <small>{text}</small>
    </span>
  );
}
