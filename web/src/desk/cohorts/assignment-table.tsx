import { Link } from 'wouter-preact';
import type {
  CohortResource,
  ExerciseSummaryResource,
} from '../../../../grading/resource/resources.ts';
import { Moment } from '../../components/moment.tsx';
import { ACTIONS, DeskTable } from '../../components/desk-table.tsx';
import { byDueDate } from '../../state/by-due-date.ts';

type Assignment = CohortResource['assignments'][number];

interface AssignmentTableProps {
  readonly assignments: readonly Assignment[];
  /** Exercises; one that is gone is named by its id. */
  readonly byId: ReadonlyMap<string, ExerciseSummaryResource>;
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
  readonly busy: boolean;
  readonly setDueDate: (exerciseId: string) => void;
  readonly unassign: (exerciseId: string) => void;
}

export function AssignmentTable(props: AssignmentTableProps) {
  const { assignments, chosen, setChosen } = props;
  const isAll = assignments.every(({ exerciseId }) => chosen.has(exerciseId));
  const chooseAll = (
    <input
      type="checkbox"
      aria-label="Choose all"
      checked={isAll}
      onChange={() =>
        setChosen(new Set(isAll ? [] : assignments.map(({ exerciseId }) => exerciseId)))
      }
    />
  );
  return (
    <DeskTable
      label="Assigned exercises"
      columns={[{ title: chooseAll, class: 'desk-choose' }, 'Exercise', 'Due', ACTIONS]}
    >
      {[...assignments].sort(byDueDate).map((assignment) => (
        <Row key={assignment.exerciseId} {...{ ...props, assignment }} />
      ))}
    </DeskTable>
  );
}

interface RowProps extends AssignmentTableProps {
  readonly assignment: Assignment;
}

function Row({ assignment, byId, chosen, setChosen, busy, setDueDate, unassign }: RowProps) {
  const { exerciseId, dueAt } = assignment;
  const title = byId.get(exerciseId)?.title ?? exerciseId;
  const choose = (wanted: boolean): void => {
    const others = [...chosen].filter((id) => id !== exerciseId);
    setChosen(new Set(wanted ? [...others, exerciseId] : others));
  };
  return (
    <tr>
      <td class="desk-choose">
        <input
          type="checkbox"
          aria-label={`Choose ${title}`}
          checked={chosen.has(exerciseId)}
          onChange={({ currentTarget }) => choose(currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <Link href={`/exercises/${exerciseId}`}>{title}</Link>
      </th>
      <td class="cohort-when">
        {dueAt === null ? <span class="facts">no due date</span> : <Moment time={dueAt} />}
        {dueAt !== null && new Date(dueAt) < new Date() && (
          <span class="desk-tag desk-tag-quiet">past</span>
        )}
      </td>
      <td class="desk-row-actions">
        <button type="button" class="quiet small" onClick={() => setDueDate(exerciseId)}>
          Due date<span class="unseen"> of {title}</span>
        </button>{' '}
        <button
          {...{ type: 'button', class: 'quiet small', disabled: busy }}
          onClick={() => unassign(exerciseId)}
        >
          Unassign<span class="unseen"> {title}</span>
        </button>
      </td>
    </tr>
  );
}
