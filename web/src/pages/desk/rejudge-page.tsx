import { useState } from 'preact/hooks';
import type { RejudgeResource } from '../../../../grading/resource/resources.ts';
import { plural } from '../../../../grading/text/units.ts';
import { call } from '../../api-client.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { PageFailure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { RejudgeItems } from '../../desk/rejudges/rejudge-items.tsx';
import { RejudgeState } from '../../desk/rejudges/rejudge-state.tsx';
import { usePolled } from '../../state/use-polled.ts';
import '../../styles/desk-rejudges.css';

const POLL_MS = 2000;
const MOVING = new Set<RejudgeResource['state']>(['grading', 'applying']);

export default function RejudgePage({ id }: { readonly id: string }) {
  const found = usePolled<RejudgeResource>(
    `rejudges/${encodeURIComponent(id)}`,
    POLL_MS,
    ({ state }) => !MOVING.has(state),
  );
  const { reload } = found;
  if (found.state === 'failed') return <PageFailure {...found} />;
  if (found.state === 'loading') return <Loading what="the rejudge" />;
  const rejudge = found.value;
  return (
    <DeskFrame
      title={rejudge.reason}
      up={{ href: '/desk/rejudges', text: 'Rejudges' }}
      lead={<RejudgeState state={rejudge.state} />}
      actions={<Actions {...{ rejudge, reload }} />}
    >
      <Summary {...rejudge} />
      {rejudge.state !== 'discarded' && (
        <RejudgeItems id={id} version={`${rejudge.state} ${rejudge.graded}`} />
      )}
    </DeskFrame>
  );
}

function Summary({ total, graded, failed, unchanged, up, down, state, verdicts }: RejudgeResource) {
  if (state === 'discarded') return <p>It was discarded. Nothing has changed for anybody.</p>;
  return (
    <section class="desk-card rejudge-summary" aria-label="Summary">
      <label>
        {graded} of {plural(total, 'submission')} graded
        <progress max={total} value={graded + failed} />
      </label>
      <p>
        {unchanged} unchanged, {up} higher, {down} lower
        {failed > 0 && `, ${failed} could not be graded`}
      </p>
      {verdicts.length > 0 && (
        <ul class="rejudge-verdicts" aria-label="Verdicts before and after">
          {verdicts.map(({ before, after, count }) => (
            <li key={`${before} ${after}`} class={before === after ? 'facts' : ''}>
              <span class="desk-number">{count}</span> × {before ?? 'none'} → {after}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface ActionsProps {
  readonly rejudge: RejudgeResource;
  readonly reload: () => void;
}

function Actions({ rejudge, reload }: ActionsProps) {
  const [asking, setAsking] = useState<'apply' | 'discard' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { id, state, up, down, failed } = rejudge;
  const post = async (action: 'apply' | 'discard' | 'rerun'): Promise<void> => {
    setAsking(null);
    setProblem(null);
    try {
      await call('POST', `rejudges/${id}/${action}`);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    reload();
  };
  if (state !== 'grading' && state !== 'ready') return null;
  return (
    <>
      {failed > 0 && (
        <button type="button" class="quiet" onClick={() => void post('rerun')}>
          Run the {failed} failed again
        </button>
      )}
      <button type="button" class="danger" onClick={() => setAsking('discard')}>
        {state === 'grading' ? 'Cancel' : 'Discard'}
      </button>
      <button type="button" disabled={state !== 'ready'} onClick={() => setAsking('apply')}>
        Apply
      </button>
      {problem !== null && <p role="alert">{problem}</p>}
      {asking !== null && (
        <ConfirmDialog
          title={asking === 'apply' ? 'Apply the new results?' : 'Throw the new results away?'}
          text={
            asking === 'apply'
              ? `Scores: ${up} up, ${down} down. Learners see that they were rejudged, and what they had.`
              : 'Nothing changes for any learner.'
          }
          action={asking === 'apply' ? 'Apply' : 'Discard'}
          onConfirm={() => void post(asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
