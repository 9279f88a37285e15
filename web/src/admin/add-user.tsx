import { useState } from 'preact/hooks';
import { ROLES } from '../../../grading/account/role.ts';
import type { AddedUserResource } from '../../../grading/resource/resources.ts';
import { call } from '../api-client.ts';
import { Dialog } from '../components/dialog.tsx';
import { ProblemForm, TextField, textOf } from '../components/problem-form.tsx';

interface AddUserProps {
  readonly onAdded: (added: AddedUserResource) => void;
}

/** A button, and the dialog that it opens. */
export function AddUser({ onAdded }: AddUserProps) {
  const [open, setOpen] = useState(false);
  const add = async (data: FormData): Promise<void> => {
    const displayName = textOf(data, 'displayName').trim();
    const body = {
      ...{ username: textOf(data, 'username').trim(), role: textOf(data, 'role') },
      ...(displayName !== '' && { displayName }),
    };
    const added = await call<AddedUserResource>('POST', 'admin/users', { body });
    setOpen(false);
    onAdded(added);
  };
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Add a user
      </button>
      {open && (
        <Dialog title="Add a user" onClose={() => setOpen(false)}>
          <ProblemForm action="Add" done={null} onSubmit={add} onCancel={() => setOpen(false)}>
            {(problem) => (
              <>
                <TextField
                  {...{ name: 'username', label: 'Username', problem }}
                  hint="3 to 40 of a-z, 0-9, dots, hyphens and underscores. It stays."
                />
                <TextField
                  {...{ name: 'displayName', label: 'Name that others see', problem }}
                  {...{ required: false, hint: 'They can change it. Empty: the username.' }}
                />
                <p class="field">
                  <label for="new-user-role">Role</label>
                  <select id="new-user-role" name="role">
                    {ROLES.map((role) => (
                      <option key={role}>{role}</option>
                    ))}
                  </select>
                </p>
              </>
            )}
          </ProblemForm>
        </Dialog>
      )}
    </>
  );
}
