import { Link, useLocation, useSearch } from 'wouter-preact';
import { LogInProviders } from '../account/log-in-providers.tsx';
import { ProblemForm, TextField, textOf } from '../components/problem-form.tsx';
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
  const { title, other, autocomplete } = TEXT[mode];
  const search = useSearch();
  const next = nextPath(search);
  const submit = async (data: FormData): Promise<void> => {
    const act = mode === 'register' ? session.register : session.signIn;
    await act(textOf(data, 'username'), textOf(data, 'password'));
    navigate(next, { replace: true });
  };
  return (
    <section class="narrow">
      <h1>{title}</h1>
      <ProblemForm action={title} done={null} onSubmit={submit}>
        {(problem) => (
          <>
            <TextField
              {...{ name: 'username', label: 'Username', autocomplete: 'username', problem }}
            />
            <TextField
              {...{ name: 'password', label: 'Password', type: 'password', autocomplete, problem }}
            />
          </>
        )}
      </ProblemForm>
      <LogInProviders search={search} next={next} />
      <p>
        <Link href={withNext(other.href, next)}>{other.text}</Link>
      </p>
    </section>
  );
}
