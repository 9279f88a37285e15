import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { formatBytes, formatDuration, formatPoints } from '../../../grading/text/units.ts';
import { VerdictBadge } from '../components/verdict-badge.tsx';
import { hasChanged, pairCases, type CaseOf } from './pair-cases.ts';

interface ResultsComparedProps {
  readonly before: SubmissionResource;
  readonly after: SubmissionResource;
}

/** The two results line by line; what is not as it was is marked, in words too. */
export function ResultsCompared({ before, after }: ResultsComparedProps) {
  const pairs = pairCases(before.result, after.result);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Results compared">
      <table class="comparison">
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Older</th>
            <th scope="col">Newer</th>
          </tr>
        </thead>
        <tbody>
          <tr class={before.verdict === after.verdict ? undefined : 'changed'}>
            <th scope="row">All</th>
            <Whole submission={before} />
            <Whole submission={after} />
          </tr>
          {pairs.map((pair, index) => (
            <tr key={index} class={hasChanged(pair) ? 'changed' : undefined}>
              <th scope="row">
                {pair.name}
                {hasChanged(pair) && <span class="unseen"> (changed)</span>}
              </th>
              <OneCase found={pair.before} />
              <OneCase found={pair.after} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Whole({ submission }: { readonly submission: SubmissionResource }) {
  const { verdict, score, maxScore, samplesOnly } = submission;
  if (verdict === null) return <td class="facts">not graded</td>;
  return (
    <td>
      <VerdictBadge verdict={verdict} />{' '}
      {score !== null && !samplesOnly && (
        <span class="facts">
          {formatPoints(score)} / {formatPoints(maxScore)}
        </span>
      )}
    </td>
  );
}

function OneCase({ found }: { readonly found: CaseOf | null }) {
  if (found === null) return <td class="facts">–</td>;
  const { verdict, cpuTimeMs, peakMemoryBytes } = found;
  return (
    <td>
      <VerdictBadge verdict={verdict} />{' '}
      <span class="facts">
        {formatDuration(cpuTimeMs)} · {formatBytes(peakMemoryBytes)}
      </span>
    </td>
  );
}
