import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { SequencedEvent, SubmissionEvent } from '../../grading/event/submission-event.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { beginAttempt, finishAttempt } from '../../platform/database/grading-store.ts';
import { openEventHub } from '../../platform/events/events.ts';
import type { EventHub } from '../../platform/events/events.ts';
import { openListenConnection } from '../../platform/events/listen-connection.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { withTestDatabase } from '../support/database.ts';
import {
  addExercise,
  addSubmission,
  addUser,
  aResult,
  aSubmission,
} from '../support/submissions.ts';

const db = withTestDatabase();
const hubs: EventHub[] = [];
let userId: string;
let contentHash: string;

beforeAll(async () => {
  userId = await addUser(db.database);
  contentHash = await addExercise(db.database, 'events');
});

afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

const openHub = (): EventHub => {
  const hub = openEventHub(db.database);
  hubs.push(hub);
  return hub;
};

const newSubmission = (): Promise<string> =>
  addSubmission(db.database, aSubmission(userId, 'events', contentHash));

const aCase = (index: number, name = `case-${index}`): SubmissionEvent => ({
  ...{ type: 'case', index, totalCases: 1000, name, sample: false, verdict: 'AC', cpuTimeMs: 1 },
});

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** Listens, and checks as it goes that nothing is missed, doubled or out of order. */
const listen = (hub: EventHub, id: string, afterSeq = 0) => {
  const seen: SequencedEvent[] = [];
  const subscription = hub.subscribe(id, afterSeq, (event) => {
    expect(event.seq).toBe(afterSeq + seen.length + 1);
    seen.push(event);
  });
  return { seen, close: () => subscription.close() };
};

describe('live events', () => {
  test('travel from one process to another, past ones first, each once and in order', async () => {
    const id = await newSubmission();
    const [worker, api] = [openHub(), openHub()];
    const early = listen(api, id);
    await until(() => early.seen.length === 1);
    worker.publishEvents(id, [{ type: 'compiling' }]);
    worker.publishEvents(id, [{ type: 'running', totalCases: 2 }, aCase(1)]);
    await until(() => early.seen.length === 4);
    worker.publishEvents(id, [aCase(2)]);
    const late = listen(api, id, 2);
    await until(() => early.seen.length === 5 && late.seen.length === 3);
    expect(early.seen.map((event) => event.type)).toEqual([
      ...['queued', 'compiling', 'running', 'case', 'case'],
    ]);
    expect(late.seen).toEqual(early.seen.slice(2));
    expect(early.seen[4]).toEqual({ ...aCase(2), seq: 5 });
  });

  test('many, from two publishers, on many listeners: no gap and no double', async () => {
    const id = await newSubmission();
    const [one, two, api] = [openHub(), openHub(), openHub()];
    const listeners = [listen(api, id), listen(two, id), listen(api, id, 100)];
    for (let index = 1; index <= 150; index += 1) {
      one.publishEvents(id, [aCase(index, 'from-one')]);
      two.publishEvents(id, [aCase(index, 'from-two')]);
      if (index % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
    }
    await until(() => listeners[0]?.seen.length === 301 && listeners[1]?.seen.length === 301);
    await until(() => listeners[2]?.seen.length === 201);
    const ofOne = listeners[0]?.seen.filter(
      (event) => event.type === 'case' && event.name === 'from-one',
    );
    expect(ofOne?.map((event) => event.type === 'case' && event.index)).toEqual(
      Array.from({ length: 150 }, (_, index) => index + 1),
    );
  });

  test('too large for a notification, they come from the table', async () => {
    const id = await newSubmission();
    const [worker, api] = [openHub(), openHub()];
    const { seen } = listen(api, id);
    await until(() => seen.length === 1);
    const large = Array.from({ length: 3 }, (_, index) => aCase(index + 1, 'ä'.repeat(4000)));
    worker.publishEvents(id, large);
    await until(() => seen.length === 4);
    expect(seen.slice(1).map(({ seq: _seq, ...event }) => event)).toEqual(large);
  });

  test('a connection that is cut is made again, and what it missed is read', async () => {
    const id = await newSubmission();
    const [worker, api] = [openHub(), openHub()];
    const { seen } = listen(api, id);
    await until(() => seen.length === 1);
    const admin = new pg.Client(db.url);
    await admin.connect();
    const cut = `SELECT count(pg_terminate_backend(pid))::int AS cut FROM pg_stat_activity
                  WHERE application_name = 'assay-events' AND datname = current_database()`;
    const { rows } = await admin.query<{ cut: number }>(cut);
    expect(rows[0]?.cut).toBe(1);
    await admin.end();
    worker.publishEvents(id, [aCase(1), aCase(2)]);
    await until(() => seen.length === 3);
    worker.publishEvents(id, [aCase(3)]);
    await until(() => seen.length === 4);
  });

  test('what was not sent yet goes with the result, and nothing comes after it', async () => {
    const id = await newSubmission();
    const [worker, stale, api] = [openHub(), openHub(), openHub()];
    const { seen } = listen(api, id);
    const outcome = await beginAttempt(db.database, id, 'w1', 60_000);
    const token = outcome.kind === 'begun' ? outcome.attempt.token : '';
    worker.publishEvents(id, [aCase(1)]);
    worker.publishEvents(id, [aCase(2)]);
    const pending = await worker.drainEvents(id);
    expect(pending).toEqual([aCase(1), aCase(2)]);
    expect(await worker.drainEvents(id)).toEqual([]);
    expect(await finishAttempt(db.database, token, aResult(10), pending)).toBe(true);
    stale.publishEvents(id, [aCase(3)]);
    await stale.close();
    await until(() => seen.length === 5);
    expect(await db.database.prisma.submissionEvent.count({ where: { submissionId: id } })).toBe(5);
    expect(seen.map((event) => event.type)).toEqual([
      ...['queued', 'started', 'case', 'case', 'finished'],
    ]);
  });

  test('a listener that has closed hears no more, and others go on', async () => {
    const id = await newSubmission();
    const hub = openHub();
    const [first, second] = [listen(hub, id), listen(hub, id)];
    await until(() => first.seen.length === 1 && second.seen.length === 1);
    first.close();
    first.close();
    hub.publishEvents(id, [aCase(1)]);
    await until(() => second.seen.length === 2);
    expect(first.seen).toHaveLength(1);
  });

  test('a database that is gone loses progress, and nothing else', async () => {
    const database = openDatabase(db.url);
    const hub = openEventHub(database);
    await database.close();
    hub.publishEvents(await newSubmission(), [aCase(1)]);
    await expect(hub.close()).resolves.toBeUndefined();
  });
});

test('a connection that is still being made can be closed', async () => {
  const silent = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const asked = once(silent, 'connection');
  const { port } = silent.address() as AddressInfo;
  const connection = openListenConnection(
    { url: `postgresql://nobody@127.0.0.1:${port}/none`, channel: 'any' },
    { onMessage: () => undefined, onListening: () => undefined },
    silentLogger,
  );
  await asked;
  await connection.close();
  silent.close();
  await once(silent, 'close');
});
