import { useState } from 'preact/hooks';
import { Link, useLocation, useSearch } from 'wouter-preact';
import { ApiProblem } from '../api-client.ts';
import { nextPath, withNext } from '../state/next-path.ts';
import { useSession } from '../state/session.tsx';

const TEXT = {
  'sign-in': {
    title: 'Sign in',
    other: { href: '/register', text: 'I have no account yet' },
    autocomplete: 'current-password',
  },
  register: {
    title: 'Register',
    other: { href: '/sign-in', text: 'I have an account' },
    autocomplete: 'new-password',
  },
} as const;

export default function SignInPage({ mode }: { readonly mode: keyof typeof TEXT }) {
  const session = useSession();
  const [, navigate] = useLocation();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const { title, other, autocomplete } = TEXT[mode];
  const next = nextPath(useSearch());

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { username, password } = event.currentTarget as HTMLFormElement &
      Record<'username' | 'password', HTMLInputElement>;
    const act = mode === 'register' ? session.register : session.signIn;
    setBusy(true);
    try {
      await act(username.value, password.value);
      navigate(next, { replace: true });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <section class="narrow">
      <h1>{title}</h1>
      <form onSubmit={(event) => void submit(event)}>
        <Field name="username" label="Username" autocomplete="username" problem={problem} />
        <Field
          {...{ name: 'password', label: 'Password', type: 'password', autocomplete, problem }}
        />
        {problem !== null && Object.keys(problem.fields).length === 0 && (
          <p class="problem" role="alert">
            {problem.message}
          </p>
        )}
        <button type="submit" disabled={busy}>
          {title}
        </button>
      </form>
      <p>
        <Link href={withNext(other.href, next)}>{other.text}</Link>
      </p>
    </section>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly autocomplete: string;
  readonly problem: ApiProblem | null;
}

function Field({ name, label, type = 'text', autocomplete, problem }: FieldProps) {
  const message = problem?.fields[`/${name}`];
  return (
    <p class="field">
      <label for={name}>{label}</label>
      <input
        {...{ id: name, name, type, autocomplete, required: true }}
        aria-invalid={message !== undefined}
        aria-describedby={message === undefined ? undefined : `${name}-problem`}
      />
      {message !== undefined && (
        <span class="problem" id={`${name}-problem`} role="alert">
          {message}
        </span>
      )}
    </p>
  );
}
