import { useEffect, useState } from 'preact/hooks';
import { sequencedEventSchema } from '../../../grading/event/event-schema.ts';
import type { SequencedEvent } from '../../../grading/event/submission-event.ts';
import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { ApiProblem, call } from '../api-client.ts';

/** A submission as it becomes: what was heard last, and the whole of it once it is graded. */
export interface FollowedSubmission {
  readonly submission: SubmissionResource | null;
  readonly event: SequencedEvent | null;
  readonly error: Error | null;
}

const NOTHING: FollowedSubmission = { submission: null, event: null, error: null };
const EVENT_TYPES = sequencedEventSchema.oneOf.map(({ properties }) => properties.type.const);
/** A browser gives up for good after some answers (429, 503): then we ask, and open a new stream. */
const REOPEN_AFTER_MS = 2000;
/** Half an hour; a reload begins anew. */
const MAX_REOPENINGS = 900;
const CLIENT_ERROR = 400;
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

/** The browser's EventSource resumes by Last-Event-ID itself when the line is cut. */
function listen(
  id: string,
  onEvent: (event: SequencedEvent) => void,
  onClosed: () => void,
): EventSource {
  const source = new EventSource(`/api/v1/submissions/${id}/events`);
  for (const type of EVENT_TYPES) {
    source.addEventListener(type, ({ data }: MessageEvent<string>) => {
      onEvent(JSON.parse(data) as SequencedEvent);
      if (type === 'finished') source.close();
    });
  }
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) onClosed();
  });
  return source;
}

const isOver = ({ state }: SubmissionResource): boolean => state === 'graded' || state === 'failed';

/** Asking again does not help: there is no such submission, or it is not this learner's. */
const isFinal = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  error.status >= CLIENT_ERROR &&
  error.status < SERVER_ERROR &&
  error.status !== TOO_MANY_REQUESTS;

type Change = (news: Partial<FollowedSubmission>) => void;

/** Follows until the end is known; gives what stops it before. */
function follow(id: string, change: Change): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reopenings = 0;
  let stopped = false;
  /** Whether there is something more to wait for. */
  const load = async (): Promise<boolean> => {
    try {
      const submission = await call<SubmissionResource>('GET', `submissions/${id}`);
      if (!stopped) change({ submission, error: null });
      return !isOver(submission);
    } catch (error) {
      if (!stopped) change({ error: error as Error });
      return !isFinal(error);
    }
  };
  const reopen = async (): Promise<void> => {
    // Without a stream this is how the learner still hears of the end.
    if (!(await load()) || stopped || reopenings >= MAX_REOPENINGS) return;
    reopenings += 1;
    timer = setTimeout(open, REOPEN_AFTER_MS);
  };
  const open = (): void => {
    source = listen(
      id,
      (event) => {
        change({ event });
        if (event.type === 'finished') void load();
      },
      () => void reopen(),
    );
  };
  void load();
  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  };
}

export function useSubmission(id: string | null): FollowedSubmission {
  const [found, setFound] = useState<FollowedSubmission & { readonly id: string | null }>({
    ...NOTHING,
    id: null,
  });
  useEffect(() => {
    if (id === null) return;
    return follow(id, (news) =>
      setFound((before) => ({ ...(before.id === id ? before : NOTHING), ...news, id })),
    );
  }, [id]);
  return found.id === id ? found : NOTHING;
}
