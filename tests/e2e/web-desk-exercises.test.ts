import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { webDir } from '../../platform/config/paths.ts';
import { beginAttempt, failAttempt } from '../../platform/database/grading-store.ts';
import { setRole } from '../../platform/database/user-administration.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import { axeViolationsInBothThemes, overflowPx, signedInContext } from '../support/web-page.ts';

const db = withTestDatabase();
const STEP_TIMEOUT_MS = 15_000;
const LEASE_MS = 60_000;
let api: TestApi;
let browser: Browser;
let page: Page;
let failed: string;

const submit = async (token: string): Promise<string> => {
  const files = [{ path: 'main.py', content: 'print(1)\n' }];
  const body = { exerciseId: 'word-count', language: 'python', files };
  const answer = await api.call('POST', 'submissions', { token, body });
  return (answer.json as SubmissionResource).id;
};

/** Fails for reasons of ours until it rests. */
const failForGood = async (id: string): Promise<void> => {
  for (;;) {
    const begun = await beginAttempt(db.database, id, 'worker-7', LEASE_MS);
    if (begun.kind !== 'begun') throw new Error(begun.kind);
    const error = new Error('the engine went away <b>for good</b>');
    if ((await failAttempt(db.database, begun.attempt.token, error)) === 'gave-up') return;
  }
};

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { webDir });
  for (const score of [10, 4, 0]) {
    const { token } = await api.newUser();
    await gradeSubmission(db.database, await submit(token), score);
  }
  const { username, token } = await api.newUser();
  failed = await submit(token);
  await failForGood(failed);
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

test("an exercise's statistics: acceptance, verdicts, cases, run times", async () => {
  await page.goto(`${api.origin}/desk`);
  await page.getByRole('link', { name: 'Exercises', exact: true }).click();
  await page.getByLabel('Find').fill('count');
  await page.getByRole('link', { name: 'Count words' }).press('Enter');
  await page.getByText('33 %').first().waitFor();
  const verdicts = page.getByRole('table', { name: 'Submissions by verdict' });
  expect(await verdicts.getByRole('row').allTextContents()).toEqual([
    expect.stringMatching(/^WA.*2 67 %$/),
    expect.stringMatching(/^AC.*1 33 %$/),
  ]);
  await page.getByRole('img', { name: /Histogram of 1 submissions/ }).waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('an exercise is hidden after a question, and shown again', async () => {
  const { token } = await api.newUser();
  const status = async () => (await api.call('GET', 'exercises/word-count', { token })).status;
  await page.getByRole('button', { name: 'Hide' }).press('Enter');
  await page.getByRole('dialog').press('Escape');
  expect(await status()).toBe(200);
  await page.getByRole('button', { name: 'Hide' }).press('Enter');
  await page.getByRole('button', { name: 'Hide it' }).press('Enter');
  await page.getByText('Learners do not find it.').waitFor();
  expect(await status()).toBe(404);
  await publish(db.database);
  api.app.refreshCatalogue();
  expect(await status()).toBe(404);
  const body = { exerciseId: 'word-count', language: 'python', files: [] };
  expect((await api.call('POST', 'submissions', { token, body })).status).toBeGreaterThan(400);
  const answer = await api.call('GET', 'authoring/exercises/word-count', { token });
  expect(answer.status).toBe(403);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.getByRole('navigation', { name: 'Desk' }).getByText('Exercises').press('Enter');
  await page.getByLabel('State').selectOption({ label: 'Hidden' });
  await page.getByRole('link', { name: 'Count words' }).press('Enter');
  await page.getByRole('button', { name: 'Show it again' }).press('Enter');
  await page.getByText('Learners find it and hand in solutions.').waitFor();
  expect(await status()).toBe(200);
});

test('an exercise that nobody has tried says what will stand there', async () => {
  await page.goto(`${api.origin}/desk/exercises/binary-search`);
  await page.getByText('Nobody has handed in this version yet.').waitFor();
});

test('what could not be graded is listed with its reason, and is run again', async () => {
  await page.getByRole('link', { name: 'Internal errors' }).click();
  await page.getByText('the engine went away <b>for good</b>').last().waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowPx(page)).toBe(0);
  await page.getByRole('button', { name: /^Run again/ }).press('Enter');
  await page.getByText('queued again').waitFor();
  await gradeSubmission(db.database, failed, 10);
  await page.getByText('graded', { exact: true }).waitFor();
  await page.reload();
  await page.getByText('There are none.').waitFor();
});
