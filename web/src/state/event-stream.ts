import { createParser } from 'eventsource-parser';
import type {
  QueuePositionEvent,
  SequencedEvent,
} from '../../../grading/event/submission-event.ts';
import { ApiProblem } from '../api-client.ts';

/**
 * Server-sent events by fetch. The browser's own EventSource hides the answer's status, cannot tell
 * a dead line from a quiet one, and comes back at a pace of its own.
 */
export type LiveEvent = SequencedEvent | QueuePositionEvent;

/** The server sends a comment every 15 s; a line that is silent for longer is dead. */
const SILENCE_MS = 40_000;

/** Reads to the end of one response. Throws where it fails, breaks off or falls silent. */
export async function readEvents(
  submissionId: string,
  lastSeq: number,
  onEvent: (event: LiveEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const silence = new AbortController();
  const rearm = () => setTimeout(() => silence.abort(), SILENCE_MS);
  let timer = rearm();
  // The browser knows at once; the line itself would be silent for long.
  const onOffline = (): void => silence.abort();
  addEventListener('offline', onOffline);
  const parser = createParser({
    onEvent: ({ data }) => onEvent(JSON.parse(data) as LiveEvent),
  });
  try {
    const response = await fetch(`/api/v1/submissions/${submissionId}/events`, {
      headers: lastSeq === 0 ? {} : { 'Last-Event-ID': String(lastSeq) },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok) throw new ApiProblem(response.status, {});
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return;
      clearTimeout(timer);
      timer = rearm();
      parser.feed(chunk.value);
    }
  } finally {
    clearTimeout(timer);
    removeEventListener('offline', onOffline);
    silence.abort();
  }
}
