import { useState } from 'preact/hooks';
import { ROLES } from '../../../../grading/account/role.ts';
import type { AdministeredUserResource } from '../../../../grading/resource/resources.ts';
import { AddUser } from '../../admin/add-user.tsx';
import { AdminFrame } from '../../admin/admin-frame.tsx';
import { SecretDialog, type Secret } from '../../admin/secret-dialog.tsx';
import { UserTable } from '../../admin/user-table.tsx';
import type { Wish } from '../../admin/user-wish.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ListEnd } from '../../components/list-end.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';
import { usePages } from '../../state/use-pages.ts';
import { useSettled } from '../../state/use-settled.ts';

export default function UsersPage() {
  const [wanted, setWanted] = useState('');
  const [role, setRole] = useState('');
  const [wish, setWish] = useState<Wish | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [changed, setChanged] = useState<ReadonlyMap<string, AdministeredUserResource>>(new Map());
  const { busy, problem, run } = useAction();
  const q = useSettled(wanted.trim());
  const query = new URLSearchParams({
    limit: '50',
    ...(q !== '' && { q }),
    ...(role !== '' && { role }),
  });
  const users = usePages<AdministeredUserResource>(`users?${query.toString()}`);
  const grant = ({ grant: granting }: Wish): void => {
    setWish(null);
    void run(async () => {
      const { user, password } = await granting();
      setChanged((before) => new Map(before).set(user.id, user));
      if (password !== undefined) setSecret({ username: user.username, password });
    });
  };
  return (
    <AdminFrame
      title="Users"
      lead="Everybody with an account, and what they may do."
      actions={
        <AddUser
          onAdded={({ user: { username }, password }) => {
            setSecret({ username, password });
            users.reload();
          }}
        />
      }
    >
      <div class="desk-toolbar" role="search">
        <label>
          Name
          <input
            type="search"
            value={wanted}
            maxLength={80}
            onInput={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        </label>
        <label>
          Role
          <select value={role} onChange={({ currentTarget }) => setRole(currentTarget.value)}>
            <option value="">any</option>
            {ROLES.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <p class="desk-end">
          <a class="button quiet" download href="/api/v1/scores.csv">
            Everybody’s scores (CSV)
          </a>
        </p>
      </div>
      <ProblemNote problem={problem} />
      {users.items.length > 0 && (
        <UserTable
          {...{ busy, ask: setWish }}
          users={users.items.map((user) => changed.get(user.id) ?? user)}
        />
      )}
      <ListEnd pages={users} what="users" empty="Nobody is called that." />
      {wish !== null && (
        <ConfirmDialog {...wish} onConfirm={() => grant(wish)} onClose={() => setWish(null)} />
      )}
      {secret !== null && <SecretDialog {...secret} onClose={() => setSecret(null)} />}
    </AdminFrame>
  );
}
