import { useEffect, useState } from 'preact/hooks';
import { sequencedEventSchema } from '../../../grading/event/event-schema.ts';
import type { SequencedEvent } from '../../../grading/event/submission-event.ts';
import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { call } from '../api-client.ts';

/** A submission as it becomes: what was heard last, and the whole of it once it is graded. */
export interface FollowedSubmission {
  readonly submission: SubmissionResource | null;
  readonly event: SequencedEvent | null;
  readonly error: Error | null;
}

const NOTHING: FollowedSubmission = { submission: null, event: null, error: null };
const EVENT_TYPES = sequencedEventSchema.oneOf.map(({ properties }) => properties.type.const);
/** A browser gives up for good after some answers (429, 503): then we open a new stream. */
const REOPEN_AFTER_MS = 2000;

/** The browser's EventSource resumes by Last-Event-ID itself when the line is cut. */
function listen(id: string, onEvent: (event: SequencedEvent) => void): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource(`/api/v1/submissions/${id}/events`);
    for (const type of EVENT_TYPES) {
      source.addEventListener(type, ({ data }: MessageEvent<string>) => {
        onEvent(JSON.parse(data) as SequencedEvent);
        if (type === 'finished') source.close();
      });
    }
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, REOPEN_AFTER_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

export function useSubmission(id: string | null): FollowedSubmission {
  const [found, setFound] = useState<FollowedSubmission & { readonly id: string | null }>({
    ...NOTHING,
    id: null,
  });
  useEffect(() => {
    if (id === null) return;
    let gone = false;
    const change = (news: Partial<FollowedSubmission>): void => {
      if (!gone) setFound((before) => ({ ...(before.id === id ? before : NOTHING), ...news, id }));
    };
    const load = (): void => {
      call<SubmissionResource>('GET', `submissions/${id}`).then(
        (submission) => change({ submission, error: null }),
        (error: unknown) => change({ error: error as Error }),
      );
    };
    load();
    const stop = listen(id, (event) => {
      change({ event });
      if (event.type === 'finished') load();
    });
    return () => {
      gone = true;
      stop();
    };
  }, [id]);
  return found.id === id ? found : NOTHING;
}
