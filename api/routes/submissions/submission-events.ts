import type { SequencedEvent } from '../../../grading/event/submission-event.ts';
import {
  findOwnSubmissionSummary,
  lastEventSeq,
} from '../../../platform/database/submissions-read.ts';
import type { SubmissionSummaryRow } from '../../../platform/database/submissions-read.ts';
import { ApiError } from '../../http/api-error.ts';
import { ANSWERED, defineRoute } from '../../http/route.ts';
import type { Exchange, Reply } from '../../http/route.ts';
import { uuidParam } from '../../http/uuid-param.ts';
import type { StreamOwner } from '../../live/stream-registry.ts';
import { openSseStream } from '../../live/sse-stream.ts';
import { LAST_EVENT_ID_HEADER, readLastEventId } from './last-event-id.ts';
import { submissionNotFound } from './read-submission.ts';

interface Types {
  auth: 'user';
  params: { id: string };
}

const RETRY_AFTER_SECONDS = 5;

const isFinished = ({ state }: SubmissionSummaryRow): boolean =>
  state === 'graded' || state === 'failed';

/** Where the events of a finished submission were cleaned up, its row still tells the end. */
const endOf = (row: SubmissionSummaryRow, seq: number): SequencedEvent => ({
  type: 'finished',
  seq,
  verdict: (row.verdict ?? 'IE') as Extract<SequencedEvent, { type: 'finished' }>['verdict'],
  score: row.score ?? 0,
  maxScore: row.maxScore,
});

const ownerOf = ({ req, identity }: Exchange<Types>): StreamOwner => ({
  userId: identity.user.id,
  address: req.ip ?? '',
});

const assertFewStreams = (exchange: Exchange<Types>): void => {
  const { streams, limits } = exchange.services;
  const { ofUser, ofAddress } = streams.countOf(ownerOf(exchange));
  const headers = { 'Retry-After': String(RETRY_AFTER_SECONDS) };
  const tooMany = (whose: string, limit: number): ApiError =>
    new ApiError(
      'too-many-streams',
      `${whose} ${limit} open event streams, the most there can be. Close one.`,
      { headers },
    );
  if (ofUser >= limits.streamsPerUser) throw tooMany('You have', limits.streamsPerUser);
  if (ofAddress >= limits.streamsPerAddress) {
    throw tooMany('Your address has', limits.streamsPerAddress);
  }
  if (streams.count < limits.streams) return;
  const detail = 'As many event streams are open as may be. Read the submission itself meanwhile.';
  throw new ApiError('too-busy', detail, { headers });
};

/** Past events first, then those to come, each once and in order; the end is after `finished`. */
const streamLive = (exchange: Exchange<Types>, row: SubmissionSummaryRow, after: number): void => {
  const { res, params, services } = exchange;
  const stream = openSseStream(res, () => {
    subscription.close();
    unregister();
    stopWatching();
  });
  const unregister = services.streams.add(ownerOf(exchange), () => stream.end());
  const subscription = services.events.subscribe(params.id, after, (event) => {
    stream.send(event);
    if (event.type === 'finished') stream.end();
  });
  const watch = (): (() => void) => services.places.watch(params.id, (event) => stream.send(event));
  const stopWatching = row.state === 'queued' ? watch() : () => undefined;
};

const handle = async (exchange: Exchange<Types>): Promise<Reply | typeof ANSWERED> => {
  const { req, res, params, identity, services } = exchange;
  const after = readLastEventId(req);
  const row = await findOwnSubmissionSummary(services.database, identity.user.id, params.id);
  if (row === null) throw submissionNotFound();
  assertFewStreams(exchange);
  if (isFinished(row)) {
    const last = await lastEventSeq(services.database, params.id);
    // A browser's EventSource comes back after every end; 204 is how it is told to stay away.
    if (after > 0 && after >= last) return { status: 204 };
    if (last === 0) {
      const stream = openSseStream(res, () => undefined);
      stream.send(endOf(row, 1));
      stream.end();
      return ANSWERED;
    }
  }
  // The client may have gone while the store was asked; then `close` has been and will not come.
  if (!res.destroyed) streamLive(exchange, row, after);
  return ANSWERED;
};

export const submissionEventsRoute = defineRoute<Types>({
  method: 'get',
  path: '/submissions/:id/events',
  operationId: 'followSubmission',
  tag: 'Submissions',
  summary: 'Live events of a submission of mine',
  description:
    'Server-sent events: `event` is the type, `id` the number, `data` the event as JSON. All events from the first, or from the one after Last-Event-ID; then those that come, until `finished`, which ends the stream. While the submission waits, `position` events without an `id` tell how many are before it: `{"type": "position", "position": 3}`.',
  auth: 'user',
  params: uuidParam('The id of the submission.', 'submission-not-found'),
  headers: {
    [LAST_EVENT_ID_HEADER]: {
      description: 'The `id` of the last event that you have.',
      schema: { type: 'string', pattern: '^\\d{1,10}$' },
    },
  },
  replies: {
    200: { description: 'The stream.', schema: null, mediaType: 'text/event-stream' },
    204: { description: 'You have had the last event: there is nothing to follow.', schema: null },
  },
  errors: ['invalid-parameter', 'too-many-streams', 'too-busy'],
  handle,
});
