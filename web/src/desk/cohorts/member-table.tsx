import { Link } from 'wouter-preact';
import type { CohortMemberResource } from '../../../../grading/resource/resources.ts';
import { Moment } from '../../components/moment.tsx';
import { ACTIONS, DeskTable } from '../../components/desk-table.tsx';
import type { MemberChange } from './use-members.ts';

interface MemberTableProps {
  readonly cohortId: string;
  readonly members: readonly CohortMemberResource[];
  readonly busy: boolean;
  readonly ask: (member: CohortMemberResource, to: MemberChange) => void;
}

export function MemberTable({ cohortId, members, busy, ask }: MemberTableProps) {
  return (
    <DeskTable label="Members of the cohort" columns={['Name', 'Role here', 'Joined', ACTIONS]}>
      {members.map((member) => (
        <tr key={member.id}>
          <th scope="row">
            <Name {...{ cohortId, member }} />
          </th>
          <td>{member.role}</td>
          <td class="cohort-when">
            <Moment time={member.joinedAt} />
          </td>
          <td class="desk-row-actions">
            <Actions {...{ member, busy, ask }} />
          </td>
        </tr>
      ))}
    </DeskTable>
  );
}

function Name({
  cohortId,
  member: { id, username, displayName, role },
}: Pick<MemberTableProps, 'cohortId'> & { readonly member: CohortMemberResource }) {
  const shown = <bdi>{displayName}</bdi>;
  return (
    <>
      {role === 'learner' ? (
        <Link href={`/desk/cohorts/${cohortId}/members/${id}`}>{shown}</Link>
      ) : (
        shown
      )}
      {username !== displayName && <span class="facts member-username">{username}</span>}
    </>
  );
}

function Actions({
  member,
  busy,
  ask,
}: Pick<MemberTableProps, 'busy' | 'ask'> & { readonly member: CohortMemberResource }) {
  const whom = <span class="unseen"> {member.displayName}</span>;
  const other = member.role === 'learner' ? 'instructor' : 'learner';
  return (
    <>
      {(other === 'learner' || member.mayInstruct) && (
        <button
          {...{ type: 'button', class: 'quiet small', disabled: busy }}
          onClick={() => ask(member, other)}
        >
          Make {other}
          {whom}
        </button>
      )}{' '}
      <button
        {...{ type: 'button', class: 'quiet small', disabled: busy }}
        onClick={() => ask(member, 'remove')}
      >
        Take out
        {whom}
      </button>
    </>
  );
}
