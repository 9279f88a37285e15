import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { describeConfig, loadConfig } from '../../platform/config/config.ts';
import { webDir } from '../../platform/config/paths.ts';
import { setRole } from '../../platform/database/user-administration.ts';
import { brief, PASSWORD, startApi, type TestApi, type TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { until } from '../support/assay-process.ts';
import { openBrowser } from '../support/browser.ts';
import { pretendWorker } from '../support/living-worker.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import {
  axeViolationsInBothThemes,
  overflowPx,
  signedInContext,
  signIn,
} from '../support/web-page.ts';

const db = withTestDatabase();
const STEP_TIMEOUT_MS = 15_000;
const SECRET = 'not-to-be-seen';
const NEW_PASSWORD = 'a password of my own';
let api: TestApi;
let browser: Browser;
let page: Page;
let learner: TestUser;
/** Whom nobody does anything to. */
let other: TestUser;

const submit = async (): Promise<string> => {
  const files = [{ path: 'main.py', content: 'print(1)\n' }];
  const body = { exerciseId: 'word-count', language: 'python', files };
  const answer = await api.call('POST', 'submissions', { token: learner.token, body });
  return (answer.json as SubmissionResource).id;
};

/** The learner signs in on a page of somebody else's browser. */
const enter = async (where: Page, password: string, next = '/'): Promise<void> => {
  await where.goto(`${api.origin}/sign-in?next=${encodeURIComponent(next)}`);
  await where.getByLabel('Username').fill(learner.username);
  await where.getByLabel('Password').fill(password);
  await where.getByRole('button', { name: 'Sign in' }).press('Enter');
};

beforeAll(async () => {
  await publish(db.database);
  const configuration = describeConfig(
    loadConfig({
      DATABASE_URL: `postgresql://assay:${SECRET}@127.0.0.1/assay`,
      REDIS_URL: `redis://:${SECRET}@127.0.0.1:6379`,
    }),
  );
  api = await startApi(db.database, { webDir, configuration });
  learner = await api.newUser();
  other = await api.newUser();
  const { username } = await api.newUser();
  const { id } = await db.database.prisma.user.findUniqueOrThrow({ where: { username } });
  await setRole(db.database, id, 'admin');
  browser = await openBrowser();
  const context = await signedInContext(browser, api.origin, username, {
    timeoutMs: STEP_TIMEOUT_MS,
  });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

test('what waits and how long it waited is shown, and grows while one looks', async () => {
  await gradeSubmission(db.database, await submit(), 10);
  await page.goto(`${api.origin}/admin`);
  const waiting = page.locator('.figures div', { hasText: 'Waiting' }).locator('dd');
  await waiting.getByText('1', { exact: true }).waitFor();
  await page.getByRole('img', { name: /Submissions a minute\. handed in: at most 1;/ }).waitFor();
  await page.getByText('No worker is alive').waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await submit();
  await waiting.getByText('2', { exact: true }).waitFor();
  await page.getByText('No living worker runs Python; waiting for one: 1 submission').waitFor();
});

test('a worker comes, and goes', async () => {
  const worker = pretendWorker(db.database);
  const row = page.getByRole('row').filter({ hasText: 'lab-7' });
  await row.getByText('1 at work, 3 ready, 0 starting').waitFor();
  await row.getByText('alive').waitFor();
  await row.getByText(/Python, .*PostgreSQL/).waitFor();
  await worker.stop();
  await page.getByText('No worker is alive').waitFor();
  await db.database.pool.query(
    `INSERT INTO "WorkerHeartbeat" VALUES ('lost-1', 'lab', 1, '0.1.0', 1, 'fresh', false, 0, 0, 0,
       now() - interval '5 minutes', now() - interval '1 minute')`,
  );
  await page.getByRole('row').filter({ hasText: 'lost-1' }).getByText('gone').waitFor();
});

test('a role is given after a question, by keyboard', async () => {
  await page.getByRole('link', { name: 'Users' }).press('Enter');
  await page.getByLabel('Name').fill(learner.username);
  const role = page.getByLabel(`Role of ${learner.username}`, { exact: true });
  await role.selectOption('instructor');
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.getByRole('dialog').press('Escape');
  expect(await role.inputValue()).toBe('learner');
  await role.selectOption('instructor');
  await page.getByRole('button', { name: 'Change the role' }).press('Enter');
  const isThere = async () => (await role.inputValue()) === 'instructor';
  await until('the new role is shown', STEP_TIMEOUT_MS, isThere);
  expect((await api.call('GET', 'failures', { token: learner.token })).status).toBe(200);
});

test('a user is disabled and enabled again, by keyboard', async () => {
  const row = page.getByRole('row').filter({ hasText: learner.username });
  await row.getByRole('button', { name: `Disable ${learner.username}` }).press('Enter');
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Disable', exact: true }).press('Enter');
  await row.getByText('disabled').waitFor();
  expect((await api.call('GET', 'users/me', { token: learner.token })).status).toBe(401);
  const elsewhere = await browser.newPage();
  elsewhere.setDefaultTimeout(STEP_TIMEOUT_MS);
  await enter(elsewhere, PASSWORD);
  await elsewhere.getByText('This account is disabled. Ask an administrator.').waitFor();
  await elsewhere.close();
  await row.getByRole('button', { name: `Enable ${learner.username}` }).press('Enter');
  await page.getByRole('button', { name: 'Enable', exact: true }).press('Enter');
  await row.getByText('open').waitFor();
});

test('a password is reset, shown once, and replaced by its owner before anything else', async () => {
  await page.getByRole('button', { name: `Reset password of ${learner.username}` }).click();
  await page.getByRole('button', { name: 'Reset the password' }).press('Enter');
  const shown = page.getByLabel('The temporary password');
  const temporary = String(await shown.textContent());
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await page.getByRole('row').getByText('temporary password').waitFor();
  expect(await page.content()).not.toContain(temporary);

  const theirs = await browser.newPage();
  theirs.setDefaultTimeout(STEP_TIMEOUT_MS);
  await enter(theirs, temporary, '/submissions');
  await theirs.getByRole('heading', { name: 'Choose a password' }).waitFor();
  expect(await axeViolationsInBothThemes(theirs)).toEqual([]);
  await theirs.goto(`${api.origin}/account`);
  await theirs.getByLabel('Temporary password').fill(temporary);
  await theirs.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
  await theirs.getByLabel('New password once more').fill(NEW_PASSWORD);
  await theirs.getByRole('button', { name: 'Go on' }).press('Enter');
  await theirs.getByRole('heading', { name: 'Browsers' }).waitFor();
  await theirs.close();
});

test('an account is added, and what keeps it from being made is at its field', async () => {
  await page.getByLabel('Name').fill('');
  await page.getByRole('button', { name: 'Add a user' }).press('Enter');
  await page.getByLabel('Username').fill(learner.username);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText('is taken; choose another').waitFor();
  await page.getByLabel('Username').fill('grace.hopper');
  await page.getByLabel('Name that others see').fill('Grace Hopper');
  await page.keyboard.press('Enter');
  await page.getByLabel('The temporary password').waitFor();
  await page.getByRole('dialog').press('Escape');
  await page.getByRole('row').filter({ hasText: 'Grace Hopper' }).getByText('never').waitFor();
  await page.getByLabel('Name').fill('no such name');
  await page.getByText('Nobody is called that.').waitFor();
});

test('the audit trail tells all of it, newest first, and can be filtered', async () => {
  await page.getByRole('link', { name: 'Audit trail' }).press('Enter');
  await page.getByText('before: learner').first().waitFor();
  const deeds = await page.locator('.desk-table tbody tr td:nth-of-type(2)').allTextContents();
  expect(deeds).toEqual([
    'made the account grace.hopper',
    `reset the password of ${learner.username}`,
    `enabled ${learner.username}`,
    `disabled ${learner.username}`,
    `changed the role of ${learner.username}`,
    expect.stringMatching(/^changed the role of /),
  ]);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.getByRole('combobox').selectOption('enabled');
  await page.getByText(`enabled ${learner.username}`).waitFor();
  await page
    .getByRole('row')
    .filter({ hasText: 'made the account' })
    .waitFor({ state: 'detached' });
  await page.getByLabel('Done by').fill('nobody');
  await page.getByText('Nothing like that was done.').waitFor();
});

test('a list that does not come says so, and can be asked for again', async () => {
  await page.route('**/api/v1/admin/audit*', (route) => route.abort());
  await page.reload();
  await page.getByText('The server cannot be reached').waitFor();
  await page.unroute('**/api/v1/admin/audit*');
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await page.getByText('before: learner').first().waitFor();
});

test('the configuration shows no secret', async () => {
  await page.getByRole('link', { name: 'Configuration' }).click();
  await page.getByText('DATABASE_URL').waitFor();
  const text = await page.content();
  expect(text).toContain('postgresql://assay:***@127.0.0.1/assay');
  expect(text).not.toContain(SECRET);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['/admin', '/admin/users', '/admin/audit', '/admin/configuration']) {
    await page.goto(api.origin + path);
    await page.locator('.desk-table').first().waitFor();
    expect(await overflowPx(page)).toBe(0);
  }
});

test('bull-board shows the jobs to an admin, works within its policy, and changes nothing', async () => {
  const scripts: string[] = [];
  page.on('pageerror', (error) => scripts.push(String(error)));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${api.origin}/admin`);
  await page.getByRole('link', { name: 'Each job of it' }).click();
  await page.getByText('grade').first().waitFor();
  expect(scripts).toEqual([]);
  const clean = `${api.origin}/admin/queues/api/queues/grade/pause`;
  expect((await page.request.put(clean)).status()).toBe(405);
  expect(await api.queue.bull.isPaused()).toBe(false);
  const elsewhere = await browser.newContext();
  expect((await elsewhere.request.get(`${api.origin}/admin/queues`)).status()).toBe(401);
  await signIn(elsewhere, api.origin, other.username);
  expect((await elsewhere.request.get(`${api.origin}/admin/queues`)).status()).toBe(403);
  await elsewhere.close();
  const byToken = await api.call('GET', '/admin/queues', { token: other.token });
  expect(brief(byToken)).toEqual([403, 'session-required']);
});

test('nobody but an admin gets any of it', async () => {
  for (const path of ['operations/queue', 'operations/workers', 'operations/configuration']) {
    expect(brief(await api.call('GET', path, { token: other.token }))).toEqual([
      403,
      'role-required',
    ]);
    expect(brief(await api.call('GET', path))).toEqual([401, 'unauthenticated']);
  }
});
