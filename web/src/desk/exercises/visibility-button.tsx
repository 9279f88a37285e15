import { useState } from 'preact/hooks';
import type { AuthoredExerciseResource } from '../../../../grading/resource/resources.ts';
import { call } from '../../api-client.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';

interface VisibilityButtonProps {
  readonly exercise: AuthoredExerciseResource;
  readonly onChange: () => void;
}

/** Takes an exercise out of the catalogue, after a question; or puts it back. */
export function VisibilityButton({ exercise, onChange }: VisibilityButtonProps) {
  const { id, title, state } = exercise;
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  const setHidden = (hidden: boolean): void => {
    setAsking(false);
    void run(async () => {
      await call('PUT', `exercises/${id}/visibility`, { body: { hidden } });
      onChange();
    });
  };
  if (state !== 'published' && state !== 'hidden') return null;
  return (
    <>
      <ProblemNote problem={problem} />
      {state === 'hidden' ? (
        <button type="button" disabled={busy} onClick={() => setHidden(false)}>
          Show it again
        </button>
      ) : (
        <button type="button" class="quiet" disabled={busy} onClick={() => setAsking(true)}>
          Hide
        </button>
      )}
      {asking && (
        <ConfirmDialog
          title={`Hide "${title}"?`}
          text="Learners find it no more and cannot submit to it. What they handed in stays, and you can show it again."
          action="Hide it"
          onConfirm={() => setHidden(true)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
