import { useState } from 'preact/hooks';
import { useLocation, useSearchParams } from 'wouter-preact';
import type { ExerciseResource, SubmissionResource } from '../../../grading/resource/resources.ts';
import { ApiProblem, call } from '../api-client.ts';
import type { Language, SourceFile } from '../state/drafts.ts';
import { withNext } from '../state/next-path.ts';
import { useSession } from '../state/session.tsx';
import { useSubmission, type FollowedSubmission } from '../state/use-submission.ts';
import { useUnfinished } from '../state/use-unfinished.ts';

/** Of the workbench; an address that ends with it leads there, ready to hand in. */
export const WORKBENCH_ID = 'solution';
const UNAUTHORIZED = 401;

export interface HandIn {
  readonly handIn: (
    language: Language,
    files: readonly SourceFile[],
    samplesOnly: boolean,
  ) => Promise<void>;
  readonly sending: boolean;
  /** Why the last one was refused, a sentence each. */
  readonly problems: readonly string[];
  /** Null: nothing was handed in yet. */
  readonly id: string | null;
  readonly followed: FollowedSubmission;
}

/**
 * The submission's id stands in the address, so that a reload follows the same one; without it, one
 * that is not graded yet is found by itself. Who is not
 * signed in is sent to do so, and back; the draft is in the browser meanwhile.
 */
export function useHandIn({ id: exerciseId }: ExerciseResource): HandIn {
  const { user } = useSession();
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchParams();
  const [sending, setSending] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const inAddress = search.get('submission');
  const unfinished = useUnfinished(user && inAddress === null ? exerciseId : null);
  const id = user ? (inAddress ?? unfinished) : null;
  const followed = useSubmission(id);
  const signIn = (): void =>
    navigate(withNext('/sign-in', `/exercises/${exerciseId}#${WORKBENCH_ID}`));

  const handIn: HandIn['handIn'] = async (language, files, samplesOnly) => {
    if (sending || user === undefined) return;
    if (user === null) {
      signIn();
      return;
    }
    setSending(true);
    setProblems([]);
    try {
      const body = { exerciseId, language, files, samplesOnly };
      const { id: created } = await call<SubmissionResource>('POST', 'submissions', { body });
      setSearch({ submission: created }, { replace: true });
    } catch (error) {
      // The session ended while this page was open.
      if (error instanceof ApiProblem && error.status === UNAUTHORIZED) signIn();
      else setProblems(sentencesOf(error));
    } finally {
      setSending(false);
    }
  };
  return { handIn, sending, problems, id, followed };
}

function sentencesOf(error: unknown): string[] {
  if (!(error instanceof ApiProblem))
    return [error instanceof Error ? error.message : String(error)];
  return [error.message, ...Object.values(error.fields)];
}
