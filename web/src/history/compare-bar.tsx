import { Link } from 'wouter-preact';
import type { SubmissionSummaryResource } from '../../../grading/resource/resources.ts';

interface CompareBarProps {
  readonly chosen: readonly SubmissionSummaryResource[];
  readonly setChosen: (chosen: readonly SubmissionSummaryResource[]) => void;
  readonly titles: ReadonlyMap<string, string>;
}

/** Says how two submissions are compared, and leads there once two are chosen: the older one left. */
export function CompareBar({ chosen, setChosen, titles }: CompareBarProps) {
  const [one, two] = [...chosen].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  return (
    <div class="compare-bar" role="status">
      {one === undefined ? (
        <span class="facts">Tick two submissions of an exercise to compare them.</span>
      ) : (
        <>
          <span>
            {titles.get(one.exerciseId) ?? one.exerciseId}:{' '}
            {two === undefined ? 'tick one more' : 'two chosen'}
          </span>
          {two !== undefined && (
            <Link class="button" href={`/submissions/${one.id}/compare/${two.id}`}>
              Compare
            </Link>
          )}
          <button type="button" class="quiet" onClick={() => setChosen([])}>
            None
          </button>
        </>
      )}
    </div>
  );
}
