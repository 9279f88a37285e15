import { Link } from 'wouter-preact';
import type { CohortResource } from '../../../../grading/resource/resources.ts';
import { Moment } from '../../components/moment.tsx';
import { ACTIONS, DeskTable, numbers } from '../../components/desk-table.tsx';
import { openAssignments } from './change-cohort.ts';

interface CohortTableProps {
  readonly label: string;
  readonly cohorts: readonly CohortResource[];
  readonly archive: (cohort: CohortResource, archived: boolean) => void;
  readonly busy: boolean;
}

export function CohortTable({ label, cohorts, archive, busy }: CohortTableProps) {
  return (
    <DeskTable
      label={label}
      columns={[
        'Cohort',
        numbers('Learners'),
        numbers('Open assignments'),
        'Last activity',
        ACTIONS,
      ]}
    >
      {cohorts.map((cohort) => (
        <tr key={cohort.id}>
          <th scope="row">
            <Link class="cohort-name" href={`/desk/cohorts/${cohort.id}`}>
              {cohort.name}
            </Link>
          </th>
          <td class="desk-number">{cohort.learnerCount}</td>
          <td class="desk-number">{openAssignments(cohort)}</td>
          <td class="cohort-when">
            {cohort.lastActivityAt === null ? (
              <span class="facts">none yet</span>
            ) : (
              <Moment time={cohort.lastActivityAt} />
            )}
          </td>
          <td class="desk-row-actions">
            <button
              type="button"
              class="quiet small"
              disabled={busy}
              onClick={() => archive(cohort, !cohort.archived)}
            >
              {cohort.archived ? 'Restore' : 'Archive'}
              <span class="unseen"> {cohort.name}</span>
            </button>
          </td>
        </tr>
      ))}
    </DeskTable>
  );
}
