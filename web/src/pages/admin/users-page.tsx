import { useState } from 'preact/hooks';
import { ROLES, type Role } from '../../../../grading/account/role.ts';
import type { UserResource } from '../../../../grading/resource/resources.ts';
import { AdminFrame } from '../../admin/admin-frame.tsx';
import { UserTable } from '../../admin/user-table.tsx';
import { call } from '../../api-client.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { ListEnd } from '../../components/list-end.tsx';
import { useSettled } from '../../state/use-settled.ts';
import { useAction } from '../../state/use-action.ts';
import { usePages } from '../../state/use-pages.ts';

interface Wish {
  readonly user: UserResource;
  readonly role: Role;
}

const MEANS: Readonly<Record<Role, string>> = {
  learner: 'They can solve exercises, and lose what instructors and admins may do.',
  instructor: 'They can make cohorts, and see what the learners of these hand in.',
  admin: 'They can do everything, and give every role.',
};

export default function UsersPage() {
  const [wanted, setWanted] = useState('');
  const [role, setRole] = useState('');
  const [wish, setWish] = useState<Wish | null>(null);
  const [changed, setChanged] = useState<ReadonlyMap<string, UserResource>>(new Map());
  const { problem, run } = useAction();
  const q = useSettled(wanted.trim());
  const query = new URLSearchParams({
    limit: '50',
    ...(q !== '' && { q }),
    ...(role !== '' && { role }),
  });
  const users = usePages<UserResource>(`users?${query.toString()}`);
  const grant = ({ user, role: to }: Wish): void => {
    setWish(null);
    void run(async () => {
      const now = await call<UserResource>('PATCH', `users/${user.id}`, { body: { role: to } });
      setChanged((before) => new Map(before).set(now.id, now));
    });
  };
  return (
    <AdminFrame title="Users" lead="Everybody with an account, and what they may do.">
      <div class="desk-toolbar" role="search">
        <label>
          Name
          <input
            type="search"
            value={wanted}
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
      </div>
      <ProblemNote problem={problem} />
      {users.items.length > 0 && (
        <UserTable
          users={users.items.map((user) => changed.get(user.id) ?? user)}
          onRole={(user, to) => setWish({ user, role: to })}
        />
      )}
      <ListEnd pages={users} what="users" empty="Nobody is called that." />
      {wish !== null && (
        <ConfirmDialog
          title={`Make ${wish.user.username} ${wish.role === 'learner' ? 'a' : 'an'} ${wish.role}?`}
          text={MEANS[wish.role]}
          action="Change the role"
          onConfirm={() => grant(wish)}
          onClose={() => setWish(null)}
        />
      )}
    </AdminFrame>
  );
}
