import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createParser } from 'eventsource-parser';
import type { EventSourceMessage } from 'eventsource-parser';
import type { SequencedEvent, SubmissionEvent } from '../../grading/event/submission-event.ts';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { brief, startApi } from '../support/api.ts';
import type { TestApi, TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';

const db = withTestDatabase();
let api: TestApi;
let user: TestUser;
let id: string;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { limits: { streamsPerUser: 2 } });
});
beforeEach(async () => {
  user = await api.newUser();
  const files = [{ path: 'main.py', content: 'print(1)\n' }];
  const body = { exerciseId: 'word-count', language: 'python', files };
  const { json } = await api.call('POST', 'submissions', { token: user.token, body });
  ({ id } = json as SubmissionResource);
});
afterAll(() => api.close());

const open = (headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> =>
  fetch(`${api.origin}/api/v1/submissions/${id}/events`, {
    headers: { Authorization: `Bearer ${user.token}`, ...headers },
    ...(signal === undefined ? {} : { signal }),
  });

interface ReadStream {
  readonly messages: readonly EventSourceMessage[];
  readonly types: readonly string[];
  readonly retry: number | undefined;
}

/** Reads to the end, or until `enough` messages are there. */
const read = async (
  response: Response,
  options: {
    readonly enough?: number;
    readonly onMessage?: (message: EventSourceMessage) => void;
  } = {},
): Promise<ReadStream> => {
  const messages: EventSourceMessage[] = [];
  let retry: number | undefined;
  const parser = createParser({
    onEvent: (message) => {
      messages.push(message);
      options.onMessage?.(message);
    },
    onRetry: (ms) => (retry = ms),
  });
  const decoder = new TextDecoder();
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    if (messages.length >= (options.enough ?? Infinity)) break;
  }
  return { messages, retry, types: messages.map(({ event }) => event ?? '') };
};

const CASE: SubmissionEvent = {
  ...{ type: 'case', index: 1, totalCases: 1, name: 'case\n1', sample: true },
  ...{ verdict: 'AC', cpuTimeMs: 2 },
};

describe('the stream', () => {
  test('gives what was and what comes, in order, and ends after finished', async () => {
    const response = await open();
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('no-transform');
    expect(response.headers.get('content-encoding')).toBeNull();
    let graded: Promise<void> | undefined;
    const { messages, types, retry } = await read(response, {
      onMessage: () => {
        graded ??= gradeSubmission(db.database, id, 10, [CASE]);
      },
    });
    await graded;
    expect(types).toEqual(['queued', 'started', 'case', 'finished']);
    expect(messages.map(({ id: seq }) => seq)).toEqual(['1', '2', '3', '4']);
    const events = messages.map(({ data }) => JSON.parse(data) as SequencedEvent);
    expect(events[2]).toEqual({ ...CASE, seq: 3 });
    expect(events[3]).toEqual({ type: 'finished', verdict: 'AC', score: 10, maxScore: 10, seq: 4 });
    expect(retry).toBeGreaterThan(0);
  });

  test('tells a waiting submission its place in the queue, beside the numbered events', async () => {
    const { json } = await api.call('GET', `submissions/${id}`, { token: user.token });
    const { queuePosition } = json as SubmissionResource;
    let graded: Promise<void> | undefined;
    const { messages } = await read(await open(), {
      onMessage: ({ event }) => {
        if (event === 'position') graded ??= gradeSubmission(db.database, id, 0);
      },
    });
    await graded;
    const told = messages.find(({ event }) => event === 'position');
    expect(JSON.parse(told!.data)).toEqual({
      ...{ type: 'position', position: queuePosition, waitingFor: 'python' },
    });
    expect(told!.id).toBeUndefined();
    expect(messages.at(-1)?.event).toBe('finished');
  });

  test('resumes after Last-Event-ID without gap or repetition', async () => {
    const first = await read(await open(), { enough: 1 });
    expect(first.types).toEqual(['queued']);
    await gradeSubmission(db.database, id, 0, [CASE]);
    const rest = await read(await open({ 'Last-Event-ID': '1' }));
    expect(rest.types).toEqual(['started', 'case', 'finished']);
  });

  test('tells a client that has it all to stay away', async () => {
    await gradeSubmission(db.database, id, 0);
    const { messages } = await read(await open());
    const response = await open({ 'Last-Event-ID': messages.at(-1)!.id! });
    expect(response.status).toBe(204);
  });

  test('tells the end from the row where the events were cleaned up', async () => {
    await gradeSubmission(db.database, id, 5);
    await db.database.prisma.submissionEvent.deleteMany({ where: { submissionId: id } });
    const { messages } = await read(await open());
    expect(messages.map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      { type: 'finished', seq: 1, verdict: 'WA', score: 5, maxScore: 10 },
    ]);
    expect((await open({ 'Last-Event-ID': '7' })).status).toBe(204);
  });

  test('refuses a Last-Event-ID that is none', async () => {
    for (const value of ['x', '-1', '99999999999', '2147483648']) {
      const headers = { 'Last-Event-ID': value };
      const answer = await api.call('GET', `submissions/${id}/events`, {
        token: user.token,
        headers,
      });
      expect(brief(answer)).toEqual([400, 'invalid-parameter', 'Last-Event-ID']);
    }
  });
});

describe('open streams', () => {
  test('are limited for each user, and counted down when the client goes', async () => {
    const leaving = new AbortController();
    await open({}, leaving.signal);
    const staying = new AbortController();
    await open({}, staying.signal);
    const refused = await api.call('GET', `submissions/${id}/events`, { token: user.token });
    expect(brief(refused)).toEqual([429, 'too-many-streams']);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    leaving.abort();
    let status = 429;
    for (let attempt = 0; attempt < 100 && status === 429; attempt += 1) {
      await sleep(20);
      const again = new AbortController();
      ({ status } = await open({}, again.signal));
      again.abort();
    }
    expect(status).toBe(200);
    staying.abort();
  });

  test.each([
    [{ streamsPerAddress: 1 }, 429, 'too-many-streams'],
    [{ streams: 1 }, 503, 'too-busy'],
  ])('are limited for all together: %j', async (limits, status, code) => {
    const other = await startApi(db.database, { limits });
    const headers = { Authorization: `Bearer ${user.token}` };
    const path = `/api/v1/submissions/${id}/events`;
    const first = await fetch(`${other.origin}${path}`, { headers });
    expect(first.status).toBe(200);
    const refused = await other.call('GET', path, { token: user.token });
    expect(brief(refused)).toEqual([status, code]);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    await other.close();
  });

  test('end when the server stops', async () => {
    const other = await startApi(db.database);
    try {
      const response = await fetch(`${other.origin}/api/v1/submissions/${id}/events`, {
        headers: { Authorization: `Bearer ${user.token}` },
      });
      const reading = read(response);
      other.app.closeStreams();
      await expect(reading).resolves.toBeDefined();
      const closed = once(other.server, 'close');
      other.server.close();
      other.server.closeIdleConnections();
      await closed;
    } finally {
      await other.close().catch(() => undefined);
    }
  });
});
