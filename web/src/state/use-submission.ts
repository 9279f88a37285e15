import { useEffect, useState } from 'preact/hooks';
import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import {
  followSubmission,
  NOTHING_FOLLOWED,
  type FollowedSubmission,
} from './follow-submission.ts';

export type { FollowedSubmission } from './follow-submission.ts';

/**
 * A submission as it becomes; null: none.
 * @param known what is already there of it, so that nothing is blank at first.
 */
export function useSubmission(
  id: string | null,
  known: SubmissionResource | null = null,
): FollowedSubmission {
  const [found, setFound] = useState<FollowedSubmission & { readonly id: string | null }>({
    ...NOTHING_FOLLOWED,
    id: null,
  });
  useEffect(() => {
    if (id === null) return;
    const leaving = new AbortController();
    void followSubmission(
      id,
      (news) => {
        if (leaving.signal.aborted) return;
        setFound((before) => ({
          ...(before.id === id ? before : NOTHING_FOLLOWED),
          ...news,
          id,
        }));
      },
      leaving.signal,
    );
    return () => leaving.abort();
  }, [id]);
  const now = found.id === id ? found : NOTHING_FOLLOWED;
  return { ...now, submission: now.submission ?? known };
}
