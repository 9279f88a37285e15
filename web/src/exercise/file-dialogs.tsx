import { useId, useState } from 'preact/hooks';
import { Dialog, DialogChoices } from '../components/dialog.tsx';

interface NameDialogProps {
  readonly title: string;
  readonly action: string;
  readonly start: string;
  /** What is wrong with a name, or null. */
  readonly problemOf: (path: string) => string | null;
  readonly onName: (path: string) => void;
  readonly onClose: () => void;
}

/** Asks for a file's name. */
export function NameDialog({ title, action, start, problemOf, onName, onClose }: NameDialogProps) {
  const [path, setPath] = useState(start);
  const [asked, setAsked] = useState(false);
  const problem = asked ? problemOf(path.trim()) : null;
  const id = useId();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (problemOf(path.trim()) === null) onName(path.trim());
  };
  return (
    <Dialog {...{ title, onClose }}>
      <form noValidate onSubmit={submit}>
        <p class="field">
          <label for={id}>Name, with folders if you like</label>
          <input
            {...{ id, value: path, autocomplete: 'off', spellcheck: false, autocapitalize: 'off' }}
            autofocus
            aria-invalid={problem !== null}
            aria-describedby={`${id}-problem`}
            onInput={({ currentTarget }) => setPath(currentTarget.value)}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <span class="problem" id={`${id}-problem`} role="alert">
            {problem}
          </span>
        </p>
        <DialogChoices {...{ action, onClose }} />
      </form>
    </Dialog>
  );
}
