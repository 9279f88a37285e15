import { useState } from 'preact/hooks';
import type { FailureResource } from '../../../../grading/resource/resources.ts';
import { call } from '../../api-client.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { ListEnd } from '../../components/list-end.tsx';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { FailureItem } from '../../desk/failures/failure-item.tsx';
import { useAction } from '../../state/use-action.ts';
import { usePages } from '../../state/use-pages.ts';
import { useTitles } from '../../state/use-titles.ts';
import '../../styles/desk-exercises.css';

/** What could not be graded for a reason of ours, until it is run again. */
export default function FailuresPage() {
  const failures = usePages<FailureResource>('failures?limit=25');
  const titles = useTitles();
  const [rerun, setRerun] = useState<ReadonlySet<string>>(new Set());
  const { busy, problem, run } = useAction();
  const waiting = failures.items.filter(({ submissionId }) => !rerun.has(submissionId));
  const runAgain = (chosen: readonly FailureResource[]): void => {
    void run(async () => {
      for (const { submissionId } of chosen) {
        await call('POST', `failures/${submissionId}/rerun`);
        setRerun((before) => new Set(before).add(submissionId));
      }
    });
  };
  return (
    <DeskFrame
      title="Internal errors"
      lead="Submissions that could not be graded, for a reason that is not the learner's. Their scores are untouched. Once the cause is mended, run them again."
      {...(waiting.length > 1 && {
        actions: (
          <button type="button" disabled={busy} onClick={() => runAgain(waiting)}>
            Run all {waiting.length} again
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
            isRerun={rerun.has(failure.submissionId)}
            runAgain={() => runAgain([failure])}
          />
        ))}
      </ul>
      <ListEnd pages={failures} what="errors" empty="There are none. That is how it should be." />
    </DeskFrame>
  );
}
