import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { call } from '../../api-client.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';

interface HideButtonProps {
  readonly id: string;
  readonly title: string;
}

/** Takes an exercise out of the catalogue, after a question. */
export function HideButton({ id, title }: HideButtonProps) {
  const [asking, setAsking] = useState(false);
  const [, navigate] = useLocation();
  const { busy, problem, run } = useAction();
  const hide = (): void => {
    setAsking(false);
    void run(async () => {
      await call('PUT', `exercises/${id}/visibility`, { body: { hidden: true } });
      navigate('/desk/exercises');
    });
  };
  return (
    <>
      <button type="button" class="quiet" disabled={busy} onClick={() => setAsking(true)}>
        Hide
      </button>
      <ProblemNote problem={problem} />
      {asking && (
        <ConfirmDialog
          title={`Hide "${title}"?`}
          text="Learners find it no more and cannot submit to it. What they handed in stays, and you can publish it again."
          action="Hide it"
          onConfirm={hide}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
