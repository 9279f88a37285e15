import { useId, useState } from 'preact/hooks';
import { Dialog } from '../components/dialog.tsx';

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
        <Choices {...{ action, onClose }} />
      </form>
    </Dialog>
  );
}

interface ConfirmDialogProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog({ title, text, action, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog {...{ title, onClose }}>
      <p>{text}</p>
      <Choices {...{ action, onClose, onConfirm }} />
    </Dialog>
  );
}

interface ChoicesProps {
  readonly action: string;
  readonly onClose: () => void;
  /** Without it the button submits its form. */
  readonly onConfirm?: () => void;
}

function Choices({ action, onClose, onConfirm }: ChoicesProps) {
  return (
    <p class="choices">
      <button type="button" class="quiet" onClick={onClose}>
        Cancel
      </button>
      {onConfirm === undefined ? (
        <button type="submit">{action}</button>
      ) : (
        <button type="button" autofocus onClick={onConfirm}>
          {action}
        </button>
      )}
    </p>
  );
}
