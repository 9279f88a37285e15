import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { Webhook } from 'standardwebhooks';
import type {
  CreatedWebhookResource,
  DeliveryResource,
  Page,
  RejudgeResource,
  SubmissionResource,
  WebhookResource,
} from '../../grading/resource/resources.ts';
import {
  rejudgeAppliedMessageSchema,
  submissionGradedMessageSchema,
  webhookTestMessageSchema,
} from '../../grading/resource/webhook-schemas.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { startDeliverer } from '../../platform/webhooks/deliverer.ts';
import type { Deliverer, DelivererOptions } from '../../platform/webhooks/deliverer.ts';
import { parseNetwork } from '../../platform/webhooks/outbound-policy.ts';
import { claimDeliveries, tidyDeliveries } from '../../platform/database/webhook-outbox.ts';
import { brief, startApi } from '../support/api.ts';
import type { Answer, TestApi, TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import { openReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const db = withTestDatabase();
const POLICY = { allow: [parseNetwork('127.0.0.0/8')], http: true };
const NO_HOOK = '00000000-0000-7000-8000-000000000000';
const CODE = 'print("nobody else reads this")\n';
let api: TestApi;
let teacher: TestUser;
let admin: TestUser;

const as = ({ token }: TestUser, method: string, path: string, body?: unknown): Promise<Answer> =>
  api.call(method, path, { token, ...(body === undefined ? {} : { body }) });
const get = async <T>(user: TestUser, path: string): Promise<T> =>
  (await as(user, 'GET', path)).json as T;
const withRole = async (role: 'instructor' | 'admin'): Promise<TestUser> => {
  const user = await api.newUser();
  await db.database.prisma.user.update({ where: { username: user.username }, data: { role } });
  return user;
};

/** Whatever a test opened, in the order of closing. */
const open: { close(): Promise<unknown> }[] = [];
const receive = async (
  ...parameters: Parameters<typeof openReceiver>
): Promise<WebhookReceiver> => {
  const receiver = await openReceiver(...parameters);
  open.push(receiver);
  return receiver;
};
const deliver = (changes: Partial<DelivererOptions> = {}): Deliverer => {
  const options = { policy: POLICY, logger: silentLogger, pollMs: 20, ...changes };
  const deliverer = startDeliverer(db.database, options);
  open.unshift({ close: () => deliverer.stop() });
  return deliverer;
};

const newCohort = async (): Promise<{ id: string; learner: TestUser }> => {
  const answer = await as(teacher, 'POST', 'cohorts', { name: 'A class' });
  const { id, joinCode } = answer.json as { id: string; joinCode: string };
  const learner = await api.newUser();
  expect((await as(learner, 'POST', 'cohorts/join', { joinCode })).status).toBe(200);
  return { id, learner };
};
const newHook = async (
  url: string,
  cohortId: string | null,
  user = teacher,
): Promise<CreatedWebhookResource> => {
  const events = ['submission.graded', 'rejudge.applied'];
  const answer = await as(user, 'POST', 'webhooks', { url, events, cohortId });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.json as CreatedWebhookResource;
};
const submit = async (user: TestUser, samplesOnly = false): Promise<string> => {
  const files = [{ path: 'main.py', content: CODE }];
  const body = { exerciseId: 'word-count', language: 'python', files, samplesOnly };
  return ((await as(user, 'POST', 'submissions', body)).json as SubmissionResource).id;
};
const submitGraded = async (user: TestUser, score: number): Promise<string> => {
  const id = await submit(user);
  await gradeSubmission(db.database, id, score);
  return id;
};
const deliveries = async (id: string): Promise<readonly DeliveryResource[]> =>
  (await get<Page<DeliveryResource>>(teacher, `webhooks/${id}/deliveries`)).items;
const until = async (
  hook: { readonly id: string },
  isSo: (newest: DeliveryResource | undefined) => boolean,
): Promise<DeliveryResource> => {
  for (;;) {
    const [newest] = await deliveries(hook.id);
    if (newest !== undefined && isSo(newest)) return newest;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { webhookPolicy: POLICY });
  teacher = await withRole('instructor');
  admin = await withRole('admin');
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  await db.database.prisma.webhook.deleteMany();
});
afterAll(() => api.close());

test('a graded submission is told once, signed as the specification has it, without its code', async () => {
  const receiver = await receive();
  const { id: cohortId, learner } = await newCohort();
  const hook = await newHook(receiver.url, cohortId);
  deliver();
  const submissionId = await submitGraded(learner, 8);
  const [message] = await receiver.received(1);
  const { headers, body } = message!;
  // The library of the specification: it throws where signature, time or id are not right.
  const verified = new Webhook(hook.secret).verify(body, headers as Record<string, string>);
  const ajv = new Ajv2020();
  formatsPlugin.default(ajv);
  expect([ajv.validate(submissionGradedMessageSchema, verified), ajv.errors]).toEqual([true, null]);
  expect(verified).toMatchObject({
    data: { submissionId, username: learner.username, score: 8, maxScore: 10, counts: true },
  });
  expect(body).not.toContain('nobody else');
  const told = await until(hook, ({ state } = {} as DeliveryResource) => state === 'delivered');
  expect(told).toMatchObject({
    ...{ messageId: headers['webhook-id'], attempts: 1, responseCode: 204, error: null },
  });
  expect(() =>
    new Webhook(hook.secret).verify(`${body} `, headers as Record<string, string>),
  ).toThrow();
});

test('of tries of samples, of strangers and of a switched-off hook nothing is told', async () => {
  const { id: cohortId, learner } = await newCohort();
  const hook = await newHook('https://127.0.0.1:9/', cohortId);
  const everybody = await newHook('https://127.0.0.1:9/', null, admin);
  await gradeSubmission(db.database, await submit(learner, true), 10);
  await submitGraded(await api.newUser(), 10);
  expect(await deliveries(hook.id)).toEqual([]);
  const all = await get<Page<DeliveryResource>>(admin, `webhooks/${everybody.id}/deliveries`);
  expect(all.items).toHaveLength(1);
  await as(teacher, 'PATCH', `webhooks/${hook.id}`, { enabled: false });
  await submitGraded(learner, 10);
  expect(await deliveries(hook.id)).toEqual([]);
});

test('who does not instruct the cohort any more is told no more, not even what waits', async () => {
  const receiver = await receive();
  const { id: cohortId, learner } = await newCohort();
  const hook = await newHook(receiver.url, cohortId);
  await submitGraded(learner, 5);
  const { username } = teacher;
  const setRole = (role: 'learner' | 'instructor') =>
    db.database.prisma.user.update({ where: { username }, data: { role } });
  await setRole('learner');
  await submitGraded(learner, 6);
  const none = { busyHooks: [], take: 8, leaseMs: 1000 };
  expect(await claimDeliveries(db.database, none)).toEqual([]);
  await setRole('instructor');
  expect(await deliveries(hook.id)).toHaveLength(1);
});

test('a rejudge that is applied is told, with what it did to the learners of the cohort', async () => {
  const receiver = await receive();
  const { id: cohortId, learner } = await newCohort();
  const submissionId = await submitGraded(learner, 4);
  const hook = await newHook(receiver.url, cohortId);
  deliver();
  const filter = { submissionId };
  const made = (await as(teacher, 'POST', 'rejudges', { reason: 'A case was wrong', filter }))
    .json as RejudgeResource;
  const copy = await db.database.prisma.submission.findFirstOrThrow({
    where: { rejudgeId: made.id },
  });
  await gradeSubmission(db.database, copy.id, 9);
  expect((await as(teacher, 'POST', `rejudges/${made.id}/apply`)).status).toBe(200);
  const messages = await receiver.received(1);
  const verified = new Webhook(hook.secret).verify(
    messages[0]!.body,
    messages[0]!.headers as Record<string, string>,
  );
  const ajv = new Ajv2020();
  formatsPlugin.default(ajv);
  expect([ajv.validate(rejudgeAppliedMessageSchema, verified), ajv.errors]).toEqual([true, null]);
  expect(verified).toMatchObject({
    data: { rejudgeId: made.id, exerciseIds: ['word-count'], submissions: 1, up: 1, down: 0 },
  });
  // The copy that was graded for it is no news by itself.
  await until(hook, (newest) => newest?.state === 'delivered');
  expect(await deliveries(hook.id)).toHaveLength(1);
});

test('what fails is tried again, later and later, and by hand', async () => {
  let answer = 500;
  const receiver = await receive((response) => void response.writeHead(answer).end());
  const { id: cohortId, learner } = await newCohort();
  const hook = await newHook(receiver.url, cohortId);
  deliver();
  await submitGraded(learner, 1);
  const failed = await until(hook, (newest) => newest?.responseCode === 500);
  expect(failed).toMatchObject({
    ...{ state: 'pending', attempts: 1, error: 'The receiver answered 500.' },
  });
  const waitMs = Date.parse(failed.nextAttemptAt!) - Date.parse(failed.lastAttemptAt!);
  expect(waitMs).toBeGreaterThan(3900);
  expect(await get(teacher, 'webhooks')).toMatchObject({
    items: [{ failingSince: expect.any(String) }],
  });
  answer = 200;
  const again = await as(teacher, 'POST', `webhooks/${hook.id}/deliveries/${failed.id}/redeliver`);
  expect(again.status).toBe(202);
  expect(await until(hook, (newest) => newest?.state === 'delivered')).toMatchObject({
    attempts: 2,
  });
  const [first, second] = receiver.messages;
  expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
  expect(await get(teacher, 'webhooks')).toMatchObject({ items: [{ failingSince: null }] });
});

test('the last attempt ends a delivery; days of failure, or 410, switch the hook off', async () => {
  let answer = 500;
  const receiver = await receive((response) => void response.writeHead(answer).end());
  const { id: cohortId, learner } = await newCohort();
  const hook = await newHook(receiver.url, cohortId);
  const { prisma } = db.database;
  await submitGraded(learner, 1);
  await prisma.webhookDelivery.updateMany({ data: { attemptsLeft: 1 } });
  deliver();
  expect(await until(hook, (newest) => newest?.state === 'failed')).toMatchObject({
    ...{ attempts: 1, nextAttemptAt: null },
  });
  const longAgo = new Date(Date.now() - 6 * 24 * 60 * 60_000);
  await prisma.webhook.update({ where: { id: hook.id }, data: { failingSince: longAgo } });
  await submitGraded(learner, 2);
  const off = await until(hook, (newest) => newest?.error === 'The hook was switched off.');
  expect(off.state).toBe('failed');
  const { items } = await get<Page<WebhookResource>>(teacher, 'webhooks');
  expect(items[0]).toMatchObject({ enabled: false, note: expect.stringContaining('5 days') });
  expect(brief(await as(teacher, 'POST', `webhooks/${hook.id}/test`))).toEqual([
    ...[409, 'webhook-disabled'],
  ]);
  await as(teacher, 'PATCH', `webhooks/${hook.id}`, { enabled: true });
  answer = 410;
  await as(teacher, 'POST', `webhooks/${hook.id}/test`);
  await until(hook, (newest) => newest?.responseCode === 410);
  const gone = await get<Page<WebhookResource>>(teacher, 'webhooks');
  expect(gone.items[0]).toMatchObject({ enabled: false, note: 'The receiver answered 410 Gone.' });
});

test('a receiver that hangs holds up nobody else, and what is cut off is not lost', async () => {
  const hanging = await receive(() => undefined);
  const quick = await receive();
  const { id: cohortId, learner } = await newCohort();
  const stuck = await newHook(hanging.url, cohortId);
  await newHook(quick.url, cohortId);
  const first = deliver();
  for (const score of [1, 2, 3]) await submitGraded(learner, score);
  await quick.received(3);
  await first.stop();
  // Handed back: no attempt is used up, and the next process makes it at once.
  expect(await deliveries(stuck.id)).toMatchObject([
    { attempts: 0 },
    { attempts: 0 },
    { attempts: 0 },
  ]);
  deliver();
  await hanging.received(2);
});

test('a process that dies between result and delivery, or in the middle, costs no message', async () => {
  const receiver = await receive();
  const { id: cohortId, learner } = await newCohort();
  const hook = await newHook(receiver.url, cohortId);
  // Whoever graded has died by now: the row is there since the result is.
  await submitGraded(learner, 3);
  // One claims it and dies, so that its lease runs out.
  const [claimed] = await claimDeliveries(db.database, { busyHooks: [], take: 8, leaseMs: 50 });
  expect(claimed).toMatchObject({ webhookId: hook.id, attempts: 1 });
  deliver();
  await receiver.received(1);
  expect(await until(hook, (newest) => newest?.state === 'delivered')).toMatchObject({
    attempts: 2,
  });
});

test('any number of deliverers send each message once', async () => {
  const receiver = await receive();
  const { id: cohortId, learner } = await newCohort();
  await newHook(receiver.url, cohortId);
  deliver();
  deliver();
  const ids: string[] = [];
  for (let score = 1; score <= 8; score += 1) ids.push(await submitGraded(learner, score));
  const messages = await receiver.received(8);
  const told = messages.map(({ body }) => {
    const { data } = JSON.parse(body) as { data: { submissionId: string } };
    return data.submissionId;
  });
  expect([...told].sort()).toEqual([...ids].sort());
});

test('an attempt that took its process with it is ended; so is a hook deleted meanwhile', async () => {
  const { id: cohortId, learner } = await newCohort();
  const hook = await newHook('https://127.0.0.1:9/', cohortId);
  await submitGraded(learner, 3);
  const { prisma } = db.database;
  const past = { attemptsLeft: 0, nextAttemptAt: new Date(0) };
  await prisma.webhookDelivery.updateMany({ data: past });
  await tidyDeliveries(db.database);
  expect(await deliveries(hook.id)).toMatchObject([{ state: 'failed' }]);
  await Promise.all([
    submitGraded(learner, 4),
    as(teacher, 'DELETE', `webhooks/${hook.id}`),
    submitGraded(learner, 5),
  ]);
  expect(await prisma.webhookDelivery.count()).toBe(0);
});

test('a test message is a webhook.test, whatever the hook listens to', async () => {
  const receiver = await receive();
  const { id: cohortId } = await newCohort();
  const hook = await newHook(receiver.url, cohortId);
  deliver();
  expect((await as(teacher, 'POST', `webhooks/${hook.id}/test`)).status).toBe(202);
  const [message] = await receiver.received(1);
  const ajv = new Ajv2020();
  formatsPlugin.default(ajv);
  expect(ajv.validate(webhookTestMessageSchema, JSON.parse(message!.body))).toBe(true);
});

test('learners reach none of it, instructors their own alone, and nobody reads a secret again', async () => {
  const { id: cohortId, learner } = await newCohort();
  const hook = await newHook('https://127.0.0.1:9/', cohortId);
  const other = await withRole('instructor');
  const body = { url: 'https://127.0.0.1:9/', events: ['submission.graded'], cohortId };
  const paths = [
    ...[['GET', 'webhooks'] as const, ['POST', 'webhooks', body] as const],
    ...[['PATCH', `webhooks/${hook.id}`, { enabled: false }] as const],
    ...[['POST', `webhooks/${hook.id}/test`] as const],
    ...[['GET', `webhooks/${hook.id}/deliveries`] as const],
    ...[['POST', `webhooks/${hook.id}/deliveries/${NO_HOOK}/redeliver`] as const],
    ...[['DELETE', `webhooks/${hook.id}`] as const],
  ];
  for (const [method, path, sent] of paths) {
    expect(brief(await as(learner, method, path, sent))).toEqual([403, 'role-required']);
  }
  expect(await get(other, 'webhooks')).toMatchObject({ items: [] });
  for (const [method, path, sent] of paths.slice(2)) {
    expect(brief(await as(other, method, path, sent))).toEqual([404, 'webhook-not-found']);
  }
  expect(brief(await as(other, 'POST', 'webhooks', body))).toEqual([404, 'cohort-not-found']);
  expect(brief(await as(teacher, 'POST', 'webhooks', { ...body, cohortId: null }))).toEqual([
    ...[403, 'role-required'],
  ]);
  for (const user of [teacher, admin]) {
    const answer = await as(user, 'GET', 'webhooks');
    expect(answer.json).toMatchObject({ items: [{ id: hook.id }] });
    expect(answer.text).not.toContain(hook.secret);
    expect(answer.text).not.toContain('whsec_');
  }
  expect(
    brief(await as(teacher, 'POST', `webhooks/${hook.id}/deliveries/${NO_HOOK}/redeliver`)),
  ).toEqual([404, 'delivery-not-found']);
});

test('where nothing is allowed, an address of the inside is refused when the hook is made', async () => {
  const strict = await startApi(db.database);
  open.push(strict);
  const { id: cohortId } = await newCohort();
  for (const url of [
    'https://127.0.0.1/',
    'https://[::1]/',
    'http://8.8.8.8/',
    'https://localhost/',
  ]) {
    const body = { url, events: ['submission.graded'], cohortId };
    const answer = await strict.call('POST', 'webhooks', { token: teacher.token, body });
    expect(brief(answer)).toEqual([422, 'webhook-url-refused', '/url']);
  }
});
