import type { SignInWaysResource } from '../../../grading/resource/resources.ts';
import { plural } from '../../../grading/text/units.ts';
import { useState } from 'preact/hooks';
import { call } from '../api-client.ts';
import { Failure } from '../components/failure.tsx';
import { Moment } from '../components/moment.tsx';
import { useResource } from '../state/use-resource.ts';
import { useSession } from '../state/session.tsx';
import { ChoosePassword, choosePassword } from './choose-password.tsx';
import { ProblemForm, TextField, textOf } from '../components/problem-form.tsx';

export function DisplayName() {
  const { user, refresh } = useSession();
  const rename = async (data: FormData): Promise<void> => {
    await call('PATCH', 'users/me', { body: { displayName: textOf(data, 'displayName') } });
    await refresh();
  };
  return (
    <section class="account-part" aria-labelledby="profile">
      <h2 id="profile">Profile</h2>
      <p class="facts">
        You sign in as <b>{user?.username}</b>.
      </p>
      <ProblemForm action="Save" done="Saved." onSubmit={rename}>
        {(problem) => (
          <TextField
            {...{ name: 'displayName', label: 'Name that others see', problem }}
            {...{ value: user?.displayName ?? '', autocomplete: 'name' }}
          />
        )}
      </ProblemForm>
    </section>
  );
}

/** A form where there is a password; otherwise, who signs one in instead. */
export function Password() {
  const ways = useResource<SignInWaysResource>('users/me/sign-in');
  if (ways.state === 'loading') return null;
  if (ways.state === 'failed') return <Failure {...ways} />;
  return (
    <>
      {ways.value.hasPassword && <PasswordForm />}
      <SignInProviders providers={ways.value.providers} />
    </>
  );
}

function SignInProviders({ providers }: Pick<SignInWaysResource, 'providers'>) {
  if (providers.length === 0) return null;
  return (
    <section class="account-part" aria-labelledby="providers-part">
      <h2 id="providers-part">Signing in</h2>
      <ul class="account-list">
        {providers.map(({ title, lastUsedAt }) => (
          <li key={title}>
            <span>
              {title}
              <span class="facts">
                last used <Moment time={lastUsedAt} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PasswordForm() {
  const [said, setSaid] = useState('');
  const change = async (data: FormData): Promise<void> => {
    const ended = await choosePassword(data);
    setSaid(
      `Changed. ${plural(ended.endedSessions, 'other session')} and ${plural(ended.revokedTokens, 'token')} ended.`,
    );
  };
  return (
    <section class="account-part" aria-labelledby="password-part">
      <h2 id="password-part">Password</h2>
      <ProblemForm action="Change it" done={said} onSubmit={change}>
        {(problem) => (
          <>
            <ChoosePassword current="Current password" problem={problem} />
            <label class="choice">
              <input type="checkbox" name="revokeTokens" />
              Sign out command lines, too
            </label>
          </>
        )}
      </ProblemForm>
    </section>
  );
}
