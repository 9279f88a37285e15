import { useId } from 'preact/hooks';
import { timeZone } from './local-time.ts';

interface DueDateFieldProps {
  /** As `toLocalInput` gives it; empty: no due date. */
  readonly value: string;
  readonly setValue: (value: string) => void;
}

export function DueDateField({ value, setValue }: DueDateFieldProps) {
  const id = useId();
  return (
    <div class="field due-date">
      <label for={id}>Due date</label>
      <input
        {...{ id, value, type: 'datetime-local' }}
        aria-describedby={`${id}-zone`}
        onInput={({ currentTarget }) => setValue(currentTarget.value)}
      />
      <span class="facts" id={`${id}-zone`}>
        Your time, {timeZone()}. Empty: no due date.
      </span>
    </div>
  );
}
