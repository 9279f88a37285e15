import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import '../styles/dialog.css';

interface DialogProps {
  readonly title: string;
  /** After Escape, too. The focus goes back to where it was. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Modal while it is rendered: the browser keeps the focus inside and closes it by Escape. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const { current } = dialog;
    const before = document.activeElement;
    current?.showModal();
    return () => {
      current?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}

interface DialogChoicesProps {
  readonly action: string;
  readonly onClose: () => void;
  /** Without it the button submits its form. */
  readonly onConfirm?: () => void;
}

/** The way back and the way on. */
export function DialogChoices({ action, onClose, onConfirm }: DialogChoicesProps) {
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
