import { ROLES, type Role } from '../../../grading/account/role.ts';
import type { AdministeredUserResource } from '../../../grading/resource/resources.ts';
import { ACTIONS, DeskTable } from '../components/desk-table.tsx';
import { Moment } from '../components/moment.tsx';
import { useSession } from '../state/session.tsx';
import { accessWish, resetWish, roleWish, type Wish } from './user-wish.ts';

interface UserTableProps {
  readonly users: readonly AdministeredUserResource[];
  readonly busy: boolean;
  /** To be granted once it is confirmed. */
  readonly ask: (wish: Wish) => void;
}

export const UserTable = ({ users, busy, ask }: UserTableProps) => (
  <DeskTable label="Users" columns={['User', 'State', 'Last seen', 'Role', ACTIONS]}>
    {users.map((user) => (
      <tr key={user.id}>
        <th scope="row" class="desk-wide">
          <bdi>{user.displayName}</bdi>
          <span class="facts desk-below">
            <bdi>{user.username}</bdi>, since <Moment time={user.createdAt} />
          </span>
        </th>
        <td>
          <State user={user} />
        </td>
        <td class="desk-keep">
          {user.lastSeenAt === null ? (
            <span class="facts">never</span>
          ) : (
            <Moment time={user.lastSeenAt} />
          )}
        </td>
        <td>
          <RoleChoice {...{ user, busy }} onRole={(role) => ask(roleWish(user, role))} />
        </td>
        <td class="desk-row-actions">
          <Actions {...{ user, busy, ask }} />
        </td>
      </tr>
    ))}
  </DeskTable>
);

function State({ user }: { readonly user: AdministeredUserResource }) {
  if (user.disabledAt !== null) return <span class="desk-tag desk-tag-warn">disabled</span>;
  if (user.temporaryUntil === null) return <span class="desk-tag desk-tag-good">open</span>;
  const isPast = new Date(user.temporaryUntil) < new Date();
  return (
    <span class="desk-tag desk-tag-quiet">
      {isPast ? 'temporary password expired' : 'temporary password'}
    </span>
  );
}

interface RoleChoiceProps extends Pick<UserTableProps, 'busy'> {
  readonly user: AdministeredUserResource;
  readonly onRole: (role: Role) => void;
}

const RoleChoice = ({ user, busy, onRole }: RoleChoiceProps) => (
  <select
    aria-label={`Role of ${user.username}`}
    value={user.role}
    disabled={busy}
    onChange={({ currentTarget }) => {
      const chosen = ROLES.find((role) => role === currentTarget.value);
      // It stays what it is until somebody confirms.
      currentTarget.value = user.role;
      if (chosen !== undefined) onRole(chosen);
    }}
  >
    {ROLES.map((role) => (
      <option key={role}>{role}</option>
    ))}
  </select>
);

function Actions({
  user,
  busy,
  ask,
}: Pick<UserTableProps, 'busy' | 'ask'> & { readonly user: AdministeredUserResource }) {
  const me = useSession().user;
  if (me?.id === user.id) return <span class="facts">you</span>;
  const whose = <span class="unseen"> of {user.username}</span>;
  const button = { type: 'button', class: 'quiet small', disabled: busy } as const;
  return (
    <>
      <button {...button} onClick={() => ask(resetWish(user))}>
        Reset password{whose}
      </button>{' '}
      <button {...button} onClick={() => ask(accessWish(user))}>
        {user.disabledAt === null ? 'Disable' : 'Enable'}
        <span class="unseen"> {user.username}</span>
      </button>
    </>
  );
}
