import type { SubmissionSummaryResource } from '../../../grading/resource/resources.ts';
import { formatPoints } from '../../../grading/text/units.ts';
import { VerdictBadge } from '../components/verdict-badge.tsx';

const STATE = {
  queued: 'waiting',
  running: 'running',
  graded: 'graded',
  failed: 'could not be graded',
} as const;

/** Two cells of a row: what became of it, and its points. */
export function Outcome({
  state,
  verdict,
  score,
  maxScore,
  samplesOnly,
}: SubmissionSummaryResource) {
  return (
    <>
      <td>
        {verdict === null ? (
          <span class="facts">{STATE[state]}</span>
        ) : (
          <VerdictBadge verdict={verdict} />
        )}
      </td>
      <td class="number">
        {score === null || samplesOnly ? (
          <span class="facts">–</span>
        ) : (
          `${formatPoints(score)} / ${formatPoints(maxScore)}`
        )}
      </td>
    </>
  );
}
