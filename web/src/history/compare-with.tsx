import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type {
  Page,
  SubmissionResource,
  SubmissionSummaryResource,
} from '../../../grading/resource/resources.ts';
import { formatPoints } from '../../../grading/text/units.ts';
import { momentText } from '../components/moment.tsx';
import { useResource } from '../state/use-resource.ts';

/** The newest ones of the exercise; any two can be chosen in the list of all. */
const MAX_OFFERED = 50;

/** Leads to the comparison with another submission of the same exercise. */
export function CompareWith({ id, exerciseId }: Pick<SubmissionResource, 'id' | 'exerciseId'>) {
  const [, navigate] = useLocation();
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useResource<Page<SubmissionSummaryResource>>(
    `submissions?exerciseId=${exerciseId}&limit=${MAX_OFFERED}`,
  );
  const others = list.state === 'ready' ? list.value.items.filter((one) => one.id !== id) : [];
  // Ids sort by time: the newest of those before it is what it was made from.
  const usual = others.find((one) => one.id < id) ?? others.at(-1);
  const other = chosen ?? usual?.id;
  return (
    <form
      class="compare-with"
      onSubmit={(event) => {
        event.preventDefault();
        if (other !== undefined) navigate(`/submissions/${id}/compare/${other}`);
      }}
    >
      <label>
        <span class="unseen">Compare with</span>
        <select
          disabled={other === undefined}
          value={other}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        >
          {other === undefined && <option>{list.state === 'loading' ? '' : 'No other one'}</option>}
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {titleOf(one)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="quiet" disabled={other === undefined}>
        Compare
      </button>
    </form>
  );
}

function titleOf(submission: SubmissionSummaryResource): string {
  const { verdict, state, score, maxScore, samplesOnly, createdAt } = submission;
  const points =
    score === null || samplesOnly ? '' : ` ${formatPoints(score)} / ${formatPoints(maxScore)}`;
  const kind = samplesOnly ? ', samples only' : '';
  return `${verdict ?? state}${points} · ${momentText(createdAt)}${kind}`;
}
