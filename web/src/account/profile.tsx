import { plural } from '../../../grading/text/units.ts';
import { useState } from 'preact/hooks';
import { call } from '../api-client.ts';
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

export function Password() {
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
