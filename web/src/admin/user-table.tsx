import { ROLES, type Role } from '../../../grading/account/role.ts';
import type { UserResource } from '../../../grading/resource/resources.ts';
import { Moment } from '../components/moment.tsx';
import { DeskTable } from '../components/desk-table.tsx';

interface UserTableProps {
  readonly users: readonly UserResource[];
  /** A role was chosen for somebody; it is theirs once it is confirmed. */
  readonly onRole: (user: UserResource, role: Role) => void;
}

export const UserTable = ({ users, onRole }: UserTableProps) => (
  <DeskTable label="Users" columns={['Username', 'Name', 'Since', 'Role']}>
    {users.map((user) => (
      <tr key={user.id}>
        <th scope="row">
          <bdi>{user.username}</bdi>
        </th>
        <td>
          <bdi>{user.displayName}</bdi>
        </td>
        <td>
          <Moment time={user.createdAt} />
        </td>
        <td>
          <select
            aria-label={`Role of ${user.username}`}
            value={user.role}
            onChange={({ currentTarget }) => {
              const chosen = ROLES.find((role) => role === currentTarget.value);
              // It stays what it is until somebody confirms.
              currentTarget.value = user.role;
              if (chosen !== undefined) onRole(user, chosen);
            }}
          >
            {ROLES.map((role) => (
              <option key={role}>{role}</option>
            ))}
          </select>
        </td>
      </tr>
    ))}
  </DeskTable>
);
