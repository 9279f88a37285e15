import { PASSWORD_LENGTHS } from '../../../grading/account/password.ts';
import type { ChangedPassword } from '../../../grading/resource/resources.ts';
import { ApiProblem, call } from '../api-client.ts';
import { TextField, textOf } from '../components/problem-form.tsx';

interface ChoosePasswordProps {
  /** What the password until now is called here. */
  readonly current: string;
  readonly problem: ApiProblem | null;
}

/** The fields of `choosePassword`. */
export const ChoosePassword = ({ current, problem }: ChoosePasswordProps) => (
  <>
    <TextField
      {...{ name: 'currentPassword', label: current, type: 'password', problem }}
      autocomplete="current-password"
    />
    <TextField
      {...{ name: 'newPassword', label: 'New password', type: 'password', problem }}
      {...{ autocomplete: 'new-password', hint: `At least ${PASSWORD_LENGTHS.least} characters.` }}
    />
    <TextField
      {...{ name: 'again', label: 'New password once more', type: 'password', problem }}
      autocomplete="new-password"
    />
  </>
);

/** Rejects with an ApiProblem at the field that is wrong. */
export const choosePassword = (data: FormData): Promise<ChangedPassword> => {
  const newPassword = textOf(data, 'newPassword');
  if (newPassword !== textOf(data, 'again')) {
    const errors = [{ field: '/again', message: 'The two are not the same.' }];
    return Promise.reject(new ApiProblem(0, { errors }));
  }
  const body = {
    ...{ currentPassword: textOf(data, 'currentPassword'), newPassword },
    revokeTokens: data.get('revokeTokens') !== null,
  };
  return call<ChangedPassword>('PUT', 'users/me/password', { body });
};
