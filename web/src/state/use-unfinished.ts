import type { Page, SubmissionSummaryResource } from '../../../grading/resource/resources.ts';
import { useResource } from './use-resource.ts';

/**
 * The id of my newest submission of an exercise if it is not graded yet: who comes back to the page
 * by another way sees how far it is. Null: there is none, or nothing is known yet.
 * @param exerciseId null: nothing is asked.
 */
export function useUnfinished(exerciseId: string | null): string | null {
  const newest = useResource<Page<SubmissionSummaryResource>>(
    exerciseId === null ? null : `submissions?exerciseId=${exerciseId}&limit=1`,
  );
  if (newest.state !== 'ready') return null;
  const [found] = newest.value.items;
  return found?.state === 'queued' || found?.state === 'running' ? found.id : null;
}
