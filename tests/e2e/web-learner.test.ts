import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { GradingResult } from '../../grading/score/result.ts';
import { webDir } from '../../platform/config/paths.ts';
import { beginAttempt, finishAttempt } from '../../platform/database/grading-store.ts';
import { PASSWORD, startApi, type TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { aResult } from '../support/submissions.ts';

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

/** The ids of axe-core's rules that the page breaks. */
const violations = async (): Promise<string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const found = await loaded.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
};

const HOSTILE = '<script>window.hacked = 1</script><img src=x onerror="window.hacked=1">';

/** A wrong answer whose output is as nasty as text can be. */
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

/** Presses the button and gives the id of the submission, which is now in the address. */
const handIn = async (press: () => Promise<void>): Promise<string> => {
  const before = new URL(page.url()).searchParams.get('submission');
  await press();
  await page.waitForURL((url) => {
    const id = url.searchParams.get('submission');
    return id !== null && id !== before;
  });
  return new URL(page.url()).searchParams.get('submission')!;
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
  expect(await violations()).toEqual([]);
});

test('a learner writes, submits wrong and reads the difference', async () => {
  await page.goto(`${api.origin}/register`);
  expect(await violations()).toEqual([]);
  await page.getByLabel('Username').fill('learner-one');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Register' }).click();
  const catalogue = page.getByRole('region', { name: 'Exercises' });
  await catalogue.getByRole('link', { name: 'Count words' }).click();
  await page.locator('.cm-content').fill('print("mine")');
  const id = await handIn(() => submitButton().click());
  await page.getByText(/Waiting|Queued/).waitFor();
  await gradeWrong(id, `one\nzwei\n`);
  await page.locator('.diff ins', { hasText: 'zwei' }).waitFor();
  await page.getByText('Hint: Mind the order.').first().waitFor();
  expect(await violations()).toEqual([]);
});

test('a reload keeps the draft and the result', async () => {
  await page.reload();
  await page.getByText('print("mine")').waitFor();
  await page.locator('.diff ins', { hasText: 'zwei' }).waitFor();
});

test('hostile output stays text, made visible', async () => {
  const id = await handIn(() => submitButton().click());
  await gradeWrong(id, `${HOSTILE}\n\u{1b}[2Jgone\u{202e}dlrow\n${'x'.repeat(1 << 20)}\n`);
  await page.getByText('␛[2Jgone\\u{202e}dlrow').waitFor();
  await page.getByText('more characters').waitFor();
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  expect(await page.getByText(HOSTILE).count()).toBeGreaterThan(0);
});

test('a cut event stream is resumed from the last event', async () => {
  const id = await handIn(() => page.keyboard.press('Control+Shift+Enter'));
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
  await page.getByText('10 of 10 points').waitFor();
});

test("the phase's share has grown, and the exercise is passed", async () => {
  await page.goto(api.origin);
  const phase = page.getByRole('region', { name: 'Foundations' });
  await phase.getByText('10 of 40 points').waitFor();
  await phase.getByRole('img', { name: 'Share of Foundations: 25 %' }).waitFor();
  const tile = page.getByRole('listitem').filter({ hasText: 'Summary of word-count' });
  await tile.getByRole('img', { name: 'passed' }).waitFor();
  expect(await violations()).toEqual([]);
});
