import { useEffect, useMemo, useState } from 'preact/hooks';
import { Link, useLocation, useSearch } from 'wouter-preact';
import type { SubmissionSummaryResource } from '../../../grading/resource/resources.ts';
import { Failure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { CompareBar } from '../history/compare-bar.tsx';
import { HistoryList } from '../history/history-list.tsx';
import {
  addressOf,
  PAGE_SIZE,
  pathOf,
  readFilter,
  readShown,
} from '../history/submission-filter.ts';
import { SubmissionFilters } from '../history/submission-filters.tsx';
import { useFresh } from '../history/use-fresh.ts';
import { useTitles } from '../state/use-titles.ts';
import { usePages, type Pages } from '../state/use-pages.ts';
import { useTitle } from '../state/use-title.ts';
import '../styles/history.css';

export default function SubmissionsPage() {
  useTitle('My submissions');
  const search = useSearch();
  const { filter, shown } = useMemo(() => {
    const params = new URLSearchParams(search);
    return { filter: readFilter(params), shown: readShown(params) };
  }, [search]);
  const [, navigate] = useLocation();
  const titles = useTitles();
  const path = pathOf(filter);
  const submissions = usePages<SubmissionSummaryResource>(path, pathOf(filter, shown));
  const listed = useFresh(submissions.items, path, PAGE_SIZE);
  const [chosen, setChosen] = useState<readonly SubmissionSummaryResource[]>([]);
  const here = addressOf(filter, Math.max(listed.length, PAGE_SIZE));
  // Who goes to one of the older ones and back finds the list as long as it was.
  useEffect(() => {
    if (listed.length > PAGE_SIZE) navigate(here, { replace: true });
  }, [here]);
  const isFiltered = addressOf(filter) !== '/submissions';
  return (
    <section class="history">
      <h1>My submissions</h1>
      <SubmissionFilters
        {...{ filter, titles }}
        setFilter={(next) => navigate(addressOf(next), { replace: true })}
      />
      {submissions.items.length > 0 && (
        <HistoryList {...{ titles, chosen, setChosen }} submissions={listed} />
      )}
      <Rest submissions={submissions} isFiltered={isFiltered} />
      <CompareBar {...{ chosen, setChosen, titles }} />
    </section>
  );
}

/** What stands below the list: the way on, or why there is none. */
function Rest({
  submissions,
  isFiltered,
}: {
  readonly submissions: Pages<SubmissionSummaryResource>;
  readonly isFiltered: boolean;
}) {
  const { items, state, error, hasMore, more, reload } = submissions;
  if (state === 'failed' && error !== null) {
    return <Failure error={error} retry={items.length === 0 ? reload : more} />;
  }
  if (state === 'loading' && items.length === 0) return <Loading what="your submissions" />;
  if (items.length === 0) {
    return isFiltered ? (
      <p class="empty">
        None of your submissions is like that. <Link href="/submissions">Show all</Link>
      </p>
    ) : (
      <p class="empty">
        You have not submitted anything yet. <Link href="/">Pick an exercise</Link>, solve it, and
        every version that you hand in will be kept here.
      </p>
    );
  }
  if (!hasMore) return <p class="nothing">That is all.</p>;
  return (
    <button type="button" class="quiet" disabled={state === 'loading'} onClick={more}>
      {state === 'loading' ? 'Loading …' : 'Older ones'}
    </button>
  );
}
