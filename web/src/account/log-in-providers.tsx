import type { BegunLogIn, ProviderResource } from '../../../grading/resource/resources.ts';
import { call } from '../api-client.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { useAction } from '../state/use-action.ts';
import { useResource } from '../state/use-resource.ts';

/** What the API says of a log-in that came to nothing (`?problem=`), in words for a person. */
const PROBLEMS: Readonly<Record<string, string>> = {
  'log-in-expired':
    'This log-in took too long, or was begun in another browser. Nothing happened: begin anew.',
  'log-in-refused': 'The log-in was broken off there. Begin anew, or sign in another way.',
  'log-in-rejected':
    'The answer of the provider does not hold, so nobody was signed in. Begin anew; if it stays so, tell whoever runs this server.',
  'account-disabled': 'This account is disabled. Ask an administrator.',
  'provider-unavailable':
    'The provider does not answer at the moment. Try again later, or sign in another way.',
};

interface Props {
  /** Of the page's address. */
  readonly search: string;
  /** Where to go on once signed in. */
  readonly next: string;
}

/** A button for each provider that the operator has set up; nothing where there is none. */
export function LogInProviders({ search, next }: Props) {
  const found = useResource<{ readonly items: readonly ProviderResource[] }>('auth/providers');
  const { busy, problem, run } = useAction();
  const begin = (id: string): void => {
    void run(async () => {
      const { authorizationUrl } = await call<BegunLogIn>('POST', `auth/providers/${id}/log-in`, {
        body: { next },
      });
      window.location.assign(authorizationUrl);
    });
  };
  const before = PROBLEMS[new URLSearchParams(search).get('problem') ?? ''];
  const providers = found.state === 'ready' ? found.value.items : [];
  return (
    <>
      {before !== undefined && problem === null && (
        <p class="problem" role="alert">
          {before}
        </p>
      )}
      {providers.map(({ id, title }) => (
        <p key={id}>
          <button type="button" class="quiet" disabled={busy} onClick={() => begin(id)}>
            Sign in with {title}
          </button>
        </p>
      ))}
      {providers.length > 0 && <ProblemNote problem={problem} />}
    </>
  );
}
