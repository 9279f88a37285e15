import { Link } from 'wouter-preact';
import type { CohortResource } from '../../../grading/resource/resources.ts';
import { Moment } from '../components/moment.tsx';
import { useTitles } from '../state/use-titles.ts';

/** What a cohort is to solve, the next due date first; where nothing is set, everything counts. */
export function Assignments({ cohort }: { readonly cohort: CohortResource }) {
  const titles = useTitles();
  const byDate = [...cohort.assignments].sort((a, b) =>
    (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'),
  );
  if (byDate.length === 0) {
    return <p class="facts">Nothing is assigned: every exercise of the roadmap counts.</p>;
  }
  return (
    <ul class="account-list">
      {byDate.map(({ exerciseId, dueAt }) => (
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
