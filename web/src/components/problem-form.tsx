import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { ApiProblem } from '../api-client.ts';
import { PasswordInput } from './password-input.tsx';

interface ProblemFormProps {
  readonly action: string;
  /** Rejects with an ApiProblem, which is shown at its field or below. */
  readonly onSubmit: (data: FormData) => Promise<void>;
  /** Said once it is done; null: what is done shows by itself. */
  readonly done: string | null;
  /** Of a form in a dialog: a button beside the other. */
  readonly onCancel?: () => void;
  readonly children: (problem: ApiProblem | null) => ComponentChildren;
}

/** A form that sends something to the API: busy while it does, with what went wrong where it did. */
export function ProblemForm({ action, onSubmit, done, onCancel, children }: ProblemFormProps) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    setState('busy');
    setProblem(null);
    try {
      await onSubmit(new FormData(form));
      form.reset();
      setState('done');
    } catch (error) {
      setState('open');
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    }
  };
  const isElsewhere = problem !== null && Object.keys(problem.fields).length === 0;
  return (
    <form class="problem-form" onSubmit={(event) => void submit(event)}>
      {children(problem)}
      <p class="form-end">
        <button type="submit" disabled={state === 'busy'}>
          {action}
        </button>
        {onCancel !== undefined && (
          <button type="button" class="quiet" onClick={onCancel}>
            Cancel
          </button>
        )}
        <span role="status">{state === 'done' && done}</span>
      </p>
      {isElsewhere && (
        <p class="problem" role="alert">
          {problem.message}
        </p>
      )}
    </form>
  );
}

interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly problem: ApiProblem | null;
  readonly type?: 'text' | 'password';
  readonly autocomplete?: string;
  readonly value?: string;
  readonly hint?: string;
  /** Default true. */
  readonly required?: boolean;
}

export function TextField({
  name,
  label,
  problem,
  type = 'text',
  autocomplete = 'off',
  value,
  hint,
  required = true,
}: TextFieldProps) {
  const id = useId();
  const message = problem?.messageOf(name, label);
  const Input = type === 'password' ? PasswordInput : 'input';
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <Input
        {...{ id, name, autocomplete, required }}
        {...(value === undefined ? {} : { defaultValue: value })}
        aria-invalid={message !== undefined}
        aria-describedby={`${id}-about`}
      />
      <span
        id={`${id}-about`}
        class={message === undefined ? 'facts' : 'problem'}
        {...(message !== undefined && { role: 'alert' })}
      >
        {message ?? hint}
      </span>
    </p>
  );
}

/** A field's text, as the form has it. */
export const textOf = (data: FormData, name: string): string => {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
};
