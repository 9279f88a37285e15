import { Dialog, DialogChoices } from './dialog.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before what cannot simply be taken back; the action has the focus. */
export function ConfirmDialog({ title, text, action, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog {...{ title, onClose }}>
      <p>{text}</p>
      <DialogChoices {...{ action, onClose, onConfirm }} />
    </Dialog>
  );
}
