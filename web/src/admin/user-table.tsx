import { ROLES, type Role } from '../../../grading/account/role.ts';
import type { UserResource } from '../../../grading/resource/resources.ts';
import { Moment } from '../components/moment.tsx';

interface UserTableProps {
  readonly users: readonly UserResource[];
  /** A role was chosen for somebody; it is theirs once it is confirmed. */
  readonly onRole: (user: UserResource, role: Role) => void;
}

export const UserTable = ({ users, onRole }: UserTableProps) => (
  <div class="desk-table-box" tabIndex={0} role="region" aria-label="Users">
    <table class="desk-table">
      <thead>
        <tr>
          <th scope="col">Username</th>
          <th scope="col">Name</th>
          <th scope="col">Since</th>
          <th scope="col">Role</th>
        </tr>
      </thead>
      <tbody>
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
      </tbody>
    </table>
  </div>
);
