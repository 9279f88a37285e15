import { useState } from 'preact/hooks';
import type {
  FailureResource,
  RerunFailures,
  RerunState,
} from '../../../../grading/resource/resources.ts';
import { call } from '../../api-client.ts';
import { ListEnd } from '../../components/list-end.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { FailureItem } from '../../desk/failures/failure-item.tsx';
import { useAction } from '../../state/use-action.ts';
import { usePages } from '../../state/use-pages.ts';
import { usePolled } from '../../state/use-polled.ts';
import { useTitles } from '../../state/use-titles.ts';
import '../../styles/desk-exercises.css';

const POLL_MS = 2000;
/** The API tells of as many at one time; the rest rests as "queued again". */
const MAX_FOLLOWED = 100;

/** What could not be graded for a reason of ours, until it is run again. */
export default function FailuresPage() {
  const failures = usePages<FailureResource>('failures?limit=25');
  const titles = useTitles();
  const [rerun, setRerun] = useState<ReadonlySet<string>>(new Set());
  const states = useStates([...rerun].slice(-MAX_FOLLOWED));
  const { busy, problem, run } = useAction();
  const waiting = failures.items.filter(({ submissionId }) => !rerun.has(submissionId));
  const runAgain = (submissionIds: readonly string[] | 'all'): void => {
    void run(async () => {
      const body = submissionIds === 'all' ? {} : { submissionIds };
      const queued = await call<RerunFailures>('POST', 'failures/rerun', { body });
      setRerun((before) => new Set([...before, ...queued.submissionIds]));
    });
  };
  return (
    <DeskFrame
      title="Internal errors"
      lead="Submissions that could not be graded, for a reason that is not the learner's. Their scores are untouched. Once the cause is mended, run them again."
      {...(waiting.length > 1 && {
        actions: (
          <button type="button" disabled={busy} onClick={() => runAgain('all')}>
            Run all again
          </button>
        ),
      })}
    >
      <ProblemNote problem={problem} />
      <ul class="failure-items">
        {failures.items.map((failure) => (
          <FailureItem
            key={failure.submissionId}
            {...{ failure, busy }}
            title={titles.get(failure.exerciseId) ?? failure.exerciseId}
            rerun={
              rerun.has(failure.submissionId)
                ? (states.get(failure.submissionId) ?? 'queued')
                : null
            }
            runAgain={() => runAgain([failure.submissionId])}
          />
        ))}
      </ul>
      <ListEnd pages={failures} what="errors" empty="There are none. That is how it should be." />
    </DeskFrame>
  );
}

const isOver = ({ items }: { readonly items: readonly RerunState[] }): boolean =>
  items.every(({ state }) => state === 'graded' || state === 'failed');

/** What has become of those that were run again. */
function useStates(ids: readonly string[]): ReadonlyMap<string, RerunState['state']> {
  const path = ids.length === 0 ? null : `failures/states?ids=${ids.join(',')}`;
  const found = usePolled<{ items: readonly RerunState[] }>(path, POLL_MS, isOver);
  const items = found.state === 'ready' ? found.value.items : [];
  return new Map(items.map(({ submissionId, state }) => [submissionId, state]));
}
