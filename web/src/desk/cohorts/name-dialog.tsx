import { useId, useState } from 'preact/hooks';
import { Dialog, DialogChoices } from '../../components/dialog.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';

/** As the API takes it. */
const MAX_NAME_LENGTH = 80;

interface NameDialogProps {
  readonly title: string;
  readonly action: string;
  readonly start: string;
  /** What it rejects with is shown, and the dialog stays. */
  readonly onName: (name: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for a cohort's name. */
export function NameDialog({ title, action, start, onName, onClose }: NameDialogProps) {
  const [name, setName] = useState(start);
  const { problem, run } = useAction();
  const id = useId();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void run(() => onName(name.trim()));
  };
  return (
    <Dialog {...{ title, onClose }}>
      <form onSubmit={submit}>
        <p class="field">
          <label for={id}>Name, as your learners will see it</label>
          <input
            {...{ id, value: name, required: true, maxLength: MAX_NAME_LENGTH, pattern: '.*\\S.*' }}
            autofocus
            autocomplete="off"
            aria-invalid={problem !== null}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </p>
        <ProblemNote problem={problem} />
        <DialogChoices {...{ action, onClose }} />
      </form>
    </Dialog>
  );
}
