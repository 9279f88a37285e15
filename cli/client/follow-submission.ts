import { setTimeout as sleep } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import type { QueuePositionEvent, SequencedEvent } from '../../grading/event/submission-event.ts';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import type { AssayClient } from './assay-client.ts';
import { CliError, EXIT } from './cli-error.ts';
import { ProblemError } from './problem-error.ts';

/** Event streams that may fail in a row, without one event between them, before polling begins. */
const MAX_STREAM_FAILURES = 3;
const RECONNECT_DELAY_MS = 300;
/** A stream that is silent for longer is taken for dead: the server sends a comment more often. */
const SILENCE_MS = 45_000;
const POLL_INTERVAL_MS = 1_000;
/** How long `follow` waits in all; the submission is graded all the same. */
const MAX_WAIT_MS = 30 * 60_000;

export type LiveEvent = SequencedEvent | QueuePositionEvent;

/**
 * Waits until a submission has its result, passing live events on as they come: by server-sent
 * events, resumed by Last-Event-ID where the line drops; by polling where they do not get through.
 */
export async function followSubmission(
  client: AssayClient,
  id: string,
  onEvent: (event: LiveEvent) => void,
  signal: AbortSignal,
): Promise<SubmissionResource> {
  const deadline = Date.now() + MAX_WAIT_MS;
  await followEvents(client, id, onEvent, signal, deadline);
  while (Date.now() < deadline) {
    const submission = await client.submission(id);
    if (submission.state === 'graded' || submission.state === 'failed') return submission;
    await sleep(POLL_INTERVAL_MS, undefined, { signal });
  }
  throw new CliError(`Submission ${id} is still waiting to be graded.`, EXIT.server);
}

/** Returns when `finished` came, or when events do not get through. */
async function followEvents(
  client: AssayClient,
  id: string,
  onEvent: (event: LiveEvent) => void,
  signal: AbortSignal,
  deadline: number,
): Promise<void> {
  const seen = { lastSeq: 0, finished: false };
  const receive = (event: LiveEvent): void => {
    if (event.type === 'position') {
      onEvent(event);
      return;
    }
    // After a reconnect the server may repeat what we have seen.
    if (event.seq <= seen.lastSeq) return;
    seen.lastSeq = event.seq;
    seen.finished ||= event.type === 'finished';
    onEvent(event);
  };
  for (let failures = 0; failures < MAX_STREAM_FAILURES && Date.now() < deadline;) {
    const before = seen.lastSeq;
    try {
      await readStream(client, id, seen, receive, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ProblemError && error.problem.status < 500) return;
    }
    if (seen.finished) return;
    failures = seen.lastSeq > before ? 0 : failures + 1;
    await sleep(RECONNECT_DELAY_MS, undefined, { signal });
  }
}

async function readStream(
  client: AssayClient,
  id: string,
  seen: { readonly lastSeq: number; readonly finished: boolean },
  receive: (event: LiveEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const silence = new AbortController();
  const rearm = (): NodeJS.Timeout => setTimeout(() => silence.abort(), SILENCE_MS);
  let timer = rearm();
  try {
    const path = `/submissions/${encodeURIComponent(id)}/events`;
    const lastEventId = seen.lastSeq === 0 ? null : String(seen.lastSeq);
    const response = await client.http.stream(
      path,
      lastEventId,
      AbortSignal.any([signal, silence.signal]),
    );
    const parser = createParser({
      onEvent: ({ data }) => {
        const event = parseEvent(data);
        if (event !== null) receive(event);
      },
    });
    const decoder = new TextDecoder();
    const body: AsyncIterable<Uint8Array> | null = response.body;
    if (body === null) return;
    // Leaving the loop cancels the body, which closes the connection.
    for await (const chunk of body) {
      clearTimeout(timer);
      timer = rearm();
      parser.feed(decoder.decode(chunk, { stream: true }));
      if (seen.finished) return;
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Unknown types are for newer command lines: skipped, since only the numbers must be right. */
function parseEvent(data: string): LiveEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { seq, type, position } = value as { seq?: unknown; type?: unknown; position?: unknown };
  if (type === 'position' && Number.isSafeInteger(position)) return value as QueuePositionEvent;
  if (!Number.isSafeInteger(seq) || typeof type !== 'string') return null;
  return value as SequencedEvent;
}
