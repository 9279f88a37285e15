import { useEffect, useState } from 'preact/hooks';
import type { Page, SubmissionSummaryResource } from '../../../grading/resource/resources.ts';
import { isOver } from '../state/follow-submission.ts';
import { useResource } from '../state/use-resource.ts';

type Submissions = readonly SubmissionSummaryResource[];

const EVERY_MS = 2_000;

/**
 * A list of submissions as they become: while one of its first page is not graded yet, that page is
 * asked for again every two seconds. What came to the list meanwhile waits for the next visit.
 * @param path of the list's first page.
 * @param pageSize how many of them the page has.
 */
export function useFresh(listed: Submissions, path: string, pageSize: number): Submissions {
  const [fresh, setFresh] = useState<ReadonlyMap<string, SubmissionSummaryResource>>(new Map());
  const shown = listed.map((one) => fresh.get(one.id) ?? one);
  const isWaiting = shown.slice(0, pageSize).some((one) => !isOver(one));
  const { reload, ...news } = useResource<Page<SubmissionSummaryResource>>(isWaiting ? path : null);
  const items = news.state === 'ready' ? news.value.items : null;

  // Another list is read anew, and knows better.
  useEffect(() => setFresh(new Map()), [path]);
  useEffect(() => {
    if (items === null) return;
    setFresh((before) => new Map([...before, ...items.map((one) => [one.id, one] as const)]));
  }, [items]);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [isWaiting, reload]);
  return shown;
}
