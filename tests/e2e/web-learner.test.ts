import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { GradingResult } from '../../grading/score/result.ts';
import { webDir } from '../../platform/config/paths.ts';
import { beginAttempt, finishAttempt } from '../../platform/database/grading-store.ts';
import { PASSWORD, startApi, type TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { aResult } from '../support/submissions.ts';
import { axeViolationsInBothThemes, handIn, writeOver } from '../support/web-page.ts';

const db = withTestDatabase();
const LEASE_MS = 60_000;
const STEP_TIMEOUT_MS = 15_000;
let api: TestApi;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { webDir });
  browser = await openBrowser();
  context = await browser.newContext();
  page = await context.newPage();
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

const wrongResult = (actualStdout: string): GradingResult => {
  const result = aResult(0, 2);
  return {
    ...result,
    verdict: 'WA',
    cases: result.cases.map((found, index) => ({
      ...found,
      sample: index === 0,
      verdict: 'WA',
      message: 'The output is not the expected one.',
      hint: 'Mind the order.',
      sampleFeedback:
        index === 0
          ? {
              ...{ kind: 'program', args: [], stdin: 'in\n', stderr: '' },
              ...{ expectedStdout: 'one\ntwo\n', actualStdout },
            }
          : null,
    })),
  };
};

const gradeWrong = async (id: string, output: string): Promise<void> => {
  const begun = await beginAttempt(db.database, id, 'test-worker', LEASE_MS);
  if (begun.kind !== 'begun') throw new Error(begun.kind);
  await finishAttempt(db.database, begun.attempt.token, wrongResult(output), []);
};

const submitButton = () => page.getByRole('button', { name: /^Submit/ });

test('a visitor searches the catalogue', async () => {
  await page.goto(api.origin);
  await page.getByRole('link', { name: 'Binary search' }).waitFor();
  await page.getByRole('searchbox').fill('count');
  await page.getByText('1 shown').waitFor();
  expect(await page.getByRole('link', { name: 'Binary search' }).count()).toBe(0);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('a learner writes, submits wrong and reads the difference', async () => {
  await page.goto(`${api.origin}/register`);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.getByLabel('Username').fill('learner-one');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Register' }).click();
  const catalogue = page.getByRole('region', { name: 'Exercises' });
  await catalogue.getByRole('link', { name: 'Count words' }).click();
  await writeOver(page.locator('.cm-content'), 'print("mine")');
  const id = await handIn(page, () => submitButton().click());
  await page.locator('.result-headline', { hasText: /Waiting|Queued/ }).waitFor();
  await gradeWrong(id, `one\nzwei\n`);
  await page.locator('.diff ins', { hasText: 'zwei' }).waitFor();
  await page.getByText('Hint: Mind the order.').first().waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('a reload keeps the draft and the result', async () => {
  await page.reload();
  await page.getByText('print("mine")').waitFor();
  await page.locator('.diff ins', { hasText: 'zwei' }).waitFor();
});

test('a cut event stream is resumed from the last event', async () => {
  const id = await handIn(page, () => page.keyboard.press('Control+Shift+Enter'));
  const begun = await beginAttempt(db.database, id, 'test-worker', LEASE_MS);
  if (begun.kind !== 'begun') throw new Error(begun.kind);
  // What only an event can have told: `queued` and `started` had come before the cut.
  await page.getByText('A sandbox is ready').waitFor();
  const again = page.waitForRequest(
    (request) => request.url().includes(id) && request.url().endsWith('/events'),
  );
  api.app.closeStreams();
  expect(await (await again).headerValue('Last-Event-ID')).toBe('2');
  await finishAttempt(db.database, begun.attempt.token, aResult(10, 2), []);
  await page.locator('.result-headline', { hasText: '10 of 10 points' }).waitFor();
});

test('a lost connection is told calmly, and the verdict comes when it is back', async () => {
  const id = await handIn(page, () => submitButton().click());
  await page.locator('.result-headline', { hasText: /Waiting|Queued/ }).waitFor();
  await context.setOffline(true);
  await page.getByText('The connection is lost; trying again.').waitFor();
  await gradeWrong(id, 'one\nzwei\n');
  await context.setOffline(false);
  await page.locator('.diff ins', { hasText: 'zwei' }).waitFor();
  expect(await page.getByText('The connection is lost').count()).toBe(0);
});

test('where no events get through, the submission itself is asked for', async () => {
  await page.route('**/events', (route) => route.fulfill({ status: 503 }));
  const id = await handIn(page, () => submitButton().click());
  await page.waitForResponse((response) => response.status() === 503);
  await gradeWrong(id, 'one\nzwei\n');
  await page.locator('.diff ins', { hasText: 'zwei' }).waitFor();
  await page.unroute('**/events');
});

test("the phase's share has grown, and the exercise is passed", async () => {
  await page.goto(api.origin);
  const phase = page.getByRole('region', { name: 'Foundations' });
  await phase.getByText('10 of 40 points').waitFor();
  await phase.getByRole('img', { name: 'Share of Foundations: 25 %' }).waitFor();
  const tile = page.getByRole('listitem').filter({ hasText: 'Summary of word-count' });
  await tile.getByRole('img', { name: 'passed' }).waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});
