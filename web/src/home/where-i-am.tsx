import { Link } from 'wouter-preact';
import type {
  ExerciseSummaryResource,
  Page,
  SubmissionSummaryResource,
} from '../../../grading/resource/resources.ts';
import { formatPoints } from '../../../grading/text/units.ts';
import { SubmissionList } from '../history/submission-list.tsx';
import { useResource } from '../state/use-resource.ts';

interface WhereIAmProps {
  readonly next: ExerciseSummaryResource | undefined;
  readonly titles: ReadonlyMap<string, string>;
}

const LAST_SUBMISSIONS = 4;

/** What to do next, and what was done last. */
export function WhereIAm({ next, titles }: WhereIAmProps) {
  const last = useResource<Page<SubmissionSummaryResource>>(
    `submissions?limit=${LAST_SUBMISSIONS}`,
  );
  return (
    <div class="where">
      <section class="next" aria-labelledby="next-title">
        <h2 id="next-title">Next</h2>
        {next === undefined ? (
          <p>Everything here is passed. Well done.</p>
        ) : (
          <>
            <h3>
              <Link href={`/exercises/${next.id}`}>{next.title}</Link>
            </h3>
            <p>{next.summary}</p>
            <p class="facts">
              {next.kind} · {next.difficulty} · {formatPoints(next.points)} points
              {next.bestScore !== null && ` · best so far ${formatPoints(next.bestScore)}`}
            </p>
          </>
        )}
      </section>
      <section class="last" aria-labelledby="last-title">
        <h2 id="last-title">My last submissions</h2>
        {last.state === 'failed' && <p class="nothing">{last.error.message}</p>}
        {last.state === 'ready' && last.value.items.length === 0 && (
          <p class="nothing">None yet. What you hand in is listed here.</p>
        )}
        {last.state === 'ready' && last.value.items.length > 0 && (
          <SubmissionList submissions={last.value.items} titles={titles} />
        )}
      </section>
    </div>
  );
}
