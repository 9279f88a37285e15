import { useState } from 'preact/hooks';
import { plural } from '../../../../grading/text/units.ts';
import { Dialog, DialogChoices } from '../../components/dialog.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';
import { DueDateField } from './due-date-field.tsx';
import { fromLocalInput, toLocalInput } from './local-time.ts';

interface DueDateDialogProps {
  /** Of how many assignments. */
  readonly count: number;
  readonly start: string | null;
  /** What it rejects with is shown, and the dialog stays. */
  readonly onDueAt: (dueAt: string | null) => Promise<void>;
  readonly onClose: () => void;
}

export function DueDateDialog({ count, start, onDueAt, onClose }: DueDateDialogProps) {
  const [value, setValue] = useState(toLocalInput(start));
  const { problem, run } = useAction();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void run(() => onDueAt(fromLocalInput(value)));
  };
  return (
    <Dialog title={`Due date of ${plural(count, 'assignment')}`} onClose={onClose}>
      <form onSubmit={submit}>
        <DueDateField {...{ value, setValue }} />
        <ProblemNote problem={problem} />
        <DialogChoices {...{ action: 'Set due date', onClose }} />
      </form>
    </Dialog>
  );
}
