import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { webDir } from '../../platform/config/paths.ts';
import { PASSWORD, startApi, type TestApi, type TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import { axeViolationsInBothThemes, overflowPx } from '../support/web-page.ts';

const db = withTestDatabase();
const STEP_TIMEOUT_MS = 15_000;
let api: TestApi;
let browser: Browser;
let page: Page;
let learners: readonly TestUser[];
let joinCode: string;

const submit = async ({ token }: TestUser, score: number): Promise<void> => {
  const files = [{ path: 'main.py', content: `print(${score})\n` }];
  const body = { exerciseId: 'word-count', language: 'python', files };
  const answer = await api.call('POST', 'submissions', { token, body });
  await gradeSubmission(db.database, (answer.json as SubmissionResource).id, score);
};

const asInstructor = async (): Promise<Page> => {
  const { username } = await api.newUser();
  await db.database.prisma.user.update({ where: { username }, data: { role: 'instructor' } });
  const context = await browser.newContext({ acceptDownloads: true });
  await context.request.post(`${api.origin}/api/v1/sessions`, {
    data: { username, password: PASSWORD },
  });
  const opened = await context.newPage();
  opened.setDefaultTimeout(STEP_TIMEOUT_MS);
  return opened;
};

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { webDir });
  learners = [await api.newUser(), await api.newUser()];
  browser = await openBrowser();
  page = await asInstructor();
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

test('an instructor makes a cohort, by keyboard, and learners join by its code', async () => {
  await page.goto(`${api.origin}/desk`);
  await page.getByText('You have no cohort yet').waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'New cohort' }).press('Enter');
  await page.keyboard.type('Backend, autumn');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Backend, autumn' }).waitFor();
  await page.getByRole('link', { name: 'Joining and settings' }).click();
  joinCode = String(await page.locator('.join-code').textContent()).trim();
  for (const { token } of learners) {
    const answer = await api.call('POST', 'cohorts/join', { token, body: { joinCode } });
    expect(answer.status).toBe(200);
  }
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('an exercise is assigned with a due date in the time zone of the reader', async () => {
  await page.getByRole('link', { name: 'Assignments' }).click();
  await page.getByRole('button', { name: 'Assign exercises' }).click();
  await page.getByLabel('Search exercises').fill('count');
  await page.getByRole('checkbox', { name: /Count words/ }).check();
  await page.locator('input[type=datetime-local]').fill('2030-12-01T18:00');
  await page.getByRole('button', { name: /^Assign 1/ }).click();
  await page.getByRole('row').filter({ hasText: 'Count words' }).waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('the matrix shows who is how far, sorted as one likes, and leads to the submissions', async () => {
  const [best, other] = [learners[0]!, learners[1]!];
  await submit(best, 10);
  await submit(other, 4);
  await page.getByRole('link', { name: 'Gradebook' }).click();
  const rows = page.locator('.matrix tbody tr');
  await rows.first().waitFor();
  const sort = page.locator('.matrix thead').getByRole('button', { name: /Total/ });
  await sort.press('Enter');
  await page.locator('.matrix th[aria-sort=descending]').waitFor();
  expect(await rows.first().textContent()).toContain(best.username);
  await sort.press('Enter');
  await page.locator('.matrix th[aria-sort=ascending]').waitFor();
  expect(await rows.first().textContent()).toContain(other.username);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  expect(await overflowPx(page)).toBe(0);
});

test('the scores are downloaded as CSV', async () => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download all' }).click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  const lines = csv.trim().split(/\r?\n/);
  // A header, the most points, and a line for each learner.
  expect(lines).toHaveLength(4);
  expect(lines.some((line) => line.includes(learners[0]!.username) && line.includes('10'))).toBe(
    true,
  );
});

test("a learner's submission is read with its code and result", async () => {
  await page.getByRole('link', { name: /^10 of 10/ }).click();
  await page.getByRole('table').getByRole('link', { name: /./ }).first().click();
  await page.getByText('This one counts').waitFor();
  await page.getByText('print(10)').waitFor();
  await page.locator('.result-headline', { hasText: '10 of 10 points' }).waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowPx(page)).toBe(0);
});

test("another instructor does not see the cohort, nor its learners' work", async () => {
  const address = page.url();
  const stranger = await asInstructor();
  await stranger.goto(address);
  await stranger.getByRole('heading', { level: 1 }).waitFor();
  expect(await stranger.content()).not.toContain(learners[0]!.username);
  expect(await stranger.content()).not.toContain('print(10)');
  await stranger.context().close();
});
