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

/** home.css keeps room for so many. */
const LAST_SUBMISSIONS = 3;

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
            <p class="next-go">
              <Link class="button" href={`/exercises/${next.id}`}>
                {next.bestScore === null ? 'Begin' : 'Go on'}
                <span class="unseen"> with {next.title}</span>
              </Link>
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
          <>
            <SubmissionList submissions={last.value.items} titles={titles} />
            <Link class="last-all" href="/submissions">
              All of them
            </Link>
          </>
        )}
      </section>
    </div>
  );
}
