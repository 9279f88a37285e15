import { Link } from 'wouter-preact';
import type { CohortResource } from '../../../grading/resource/resources.ts';
import { Moment } from '../components/moment.tsx';
import { byDueDate } from '../state/by-due-date.ts';

interface AssignmentsProps {
  readonly assignments: CohortResource['assignments'];
  /** Of exercises by id; one that is gone is named by its id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** What a cohort is to solve, the next due date first; where nothing is set, everything counts. */
export function Assignments({ assignments, titles }: AssignmentsProps) {
  if (assignments.length === 0) {
    return <p class="facts">Nothing is assigned: every exercise of the roadmap counts.</p>;
  }
  return (
    <ul class="account-list">
      {[...assignments].sort(byDueDate).map(({ exerciseId, dueAt }) => (
        <li key={exerciseId}>
          <Link href={`/exercises/${exerciseId}`}>{titles.get(exerciseId) ?? exerciseId}</Link>
          <span class="facts">
            {dueAt === null ? (
              'no due date'
            ) : (
              <>
                due <Moment time={dueAt} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
