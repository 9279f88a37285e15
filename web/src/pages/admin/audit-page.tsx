import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { AUDIT_ACTIONS, type AuditAction } from '../../../../grading/account/audit-action.ts';
import type { AuditEntryResource } from '../../../../grading/resource/resources.ts';
import { AdminFrame } from '../../admin/admin-frame.tsx';
import { DeskTable } from '../../components/desk-table.tsx';
import { ListEnd } from '../../components/list-end.tsx';
import { Moment } from '../../components/moment.tsx';
import { usePages } from '../../state/use-pages.ts';
import { useSettled } from '../../state/use-settled.ts';
import '../../styles/admin.css';

const DID: Readonly<Record<AuditAction, string>> = {
  'user-created': 'made the account',
  'role-changed': 'changed the role of',
  'user-disabled': 'disabled',
  'user-enabled': 'enabled',
  'password-reset': 'reset the password of',
  'exercise-hidden': 'hid the exercise',
  'exercise-shown': 'showed the exercise',
  'version-published': 'published a version of',
  'rejudge-created': 'began the rejudge',
  'rejudge-applied': 'applied the rejudge',
  'rejudge-discarded': 'discarded the rejudge',
};

export default function AuditPage() {
  const [action, setAction] = useState('');
  const [actor, setActor] = useState('');
  const [subject, setSubject] = useState('');
  const [by, to] = [useSettled(actor.trim()), useSettled(subject.trim())];
  const query = new URLSearchParams({
    limit: '50',
    ...(action !== '' && { action }),
    ...(by !== '' && { actor: by }),
    ...(to !== '' && { subject: to }),
  });
  const entries = usePages<AuditEntryResource>(`admin/audit?${query.toString()}`);
  return (
    <AdminFrame
      title="Audit trail"
      lead="Who did what to whom: accounts, roles and passwords, what is published or hidden, rejudges. Nothing of it can be changed here."
    >
      <div class="desk-toolbar" role="search">
        <Part label="Done by" value={actor} onValue={setActor} />
        <label>
          What
          <select value={action} onChange={({ currentTarget }) => setAction(currentTarget.value)}>
            <option value="">anything</option>
            {AUDIT_ACTIONS.map((one) => (
              <option key={one} value={one}>
                {DID[one]}
              </option>
            ))}
          </select>
        </label>
        <Part label="To whom or what" value={subject} onValue={setSubject} />
      </div>
      {entries.items.length > 0 && <Entries entries={entries.items} />}
      <ListEnd
        {...{ pages: entries, what: 'entries' }}
        empty={query.size > 1 ? 'Nothing like that was done.' : 'Nothing was done yet.'}
      />
    </AdminFrame>
  );
}

interface PartProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

const Part = ({ label, value, onValue }: PartProps) => (
  <label>
    {label}
    <input
      {...{ type: 'search', value, maxLength: 80 }}
      onInput={({ currentTarget }) => onValue(currentTarget.value)}
    />
  </label>
);

const Entries = ({ entries }: { readonly entries: readonly AuditEntryResource[] }) => (
  <DeskTable label="Audit trail" columns={['When', 'Who', 'Did', 'More', 'Request']}>
    {entries.map((entry) => (
      <tr key={entry.id}>
        <td class="desk-keep">
          <Moment time={entry.createdAt} />
        </td>
        <th scope="row" class="desk-keep">
          <bdi>{entry.actorName}</bdi>
        </th>
        <td class="desk-wide">
          {DID[entry.action]} <Subject {...entry} />
        </td>
        <td class="facts audit-detail">
          {Object.entries(entry.detail).map(([name, value]) => (
            <span key={name} class="desk-below">
              {name}: {value}
            </span>
          ))}
        </td>
        <td class="facts">
          <code class="audit-request">{entry.requestId ?? 'none'}</code>
        </td>
      </tr>
    ))}
  </DeskTable>
);

function Subject({ action, subjectId, subjectName }: AuditEntryResource) {
  const name = <bdi>{subjectName}</bdi>;
  if (/^(exercise|version)-/.test(action)) {
    return <Link href={`/desk/exercises/${subjectId}`}>{name}</Link>;
  }
  if (action.startsWith('rejudge-'))
    return <Link href={`/desk/rejudges/${subjectId}`}>{name}</Link>;
  return <b>{name}</b>;
}
