import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { GradingResult } from '../../grading/score/result.ts';
import { webDir } from '../../platform/config/paths.ts';
import { beginAttempt, failAttempt, finishAttempt } from '../../platform/database/grading-store.ts';
import { MAX_ATTEMPTS } from '../../grading/job/grade-job.ts';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { startApi, type TestApi, type TestUser } from '../support/api.ts';
import { until } from '../support/assay-process.ts';
import { publish } from '../support/api-exercises.ts';
import { openBrowser } from '../support/browser.ts';
import type { HeartbeatTimer } from '../../worker/heartbeat.ts';
import { pretendWorker } from '../support/living-worker.ts';
import { withTestDatabase } from '../support/database.ts';
import * as shown from '../support/shown-results.ts';
import { axeViolationsInBothThemes, signedInContext } from '../support/web-page.ts';

/** How results of every kind are shown; how they come to be is for other tests. */
const db = withTestDatabase();
const LEASE_MS = 60_000;
const STEP_TIMEOUT_MS = 15_000;
const NARROW_PX = 390;
let api: TestApi;
let browser: Browser;
let page: Page;
let user: TestUser;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { webDir });
  browser = await openBrowser();
  user = await api.newUser();
  const context = await signedInContext(browser, api.origin, user.username, {
    timeoutMs: STEP_TIMEOUT_MS,
    viewport: { width: 1440, height: 900 },
  });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

const submit = async (): Promise<string> => {
  const files = [{ path: 'main.py', content: 'print(1\n' }];
  const body = { exerciseId: 'word-count', language: 'python', files };
  const answer = await api.call('POST', 'submissions', { token: user.token, body });
  return (answer.json as SubmissionResource).id;
};
const begin = async (id: string): Promise<string> => {
  const begun = await beginAttempt(db.database, id, 'test-worker', LEASE_MS);
  if (begun.kind !== 'begun') throw new Error(begun.kind);
  return begun.attempt.token;
};
const grade = async (id: string, result: GradingResult): Promise<void> => {
  await finishAttempt(db.database, await begin(id), result, []);
};
const open = (id: string) => page.goto(`${api.origin}/exercises/word-count?submission=${id}`);
const openGraded = async (result: GradingResult): Promise<void> => {
  const id = await submit();
  await grade(id, result);
  await open(id);
  await page.locator('.summary').waitFor();
};
const opened = () => page.locator('.case details[open]');
/** Nothing is wider than the page: what is too wide scrolls in a box of its own. */
const overflowPx = () =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe('the first case that failed is open', () => {
  test('a program: the lines that differ, and what hides in them', async () => {
    await openGraded(shown.PROGRAM_WRONG);
    expect(await opened().count()).toBe(1);
    await opened().getByText('Hint: Read it twice.').waitFor();
    expect(await page.locator('.diff ins mark').allTextContents()).toEqual(['6', '·']);
    const [left, right] = await Promise.all(
      [page.locator('.diff del').first(), page.locator('.diff ins').first()].map((line) =>
        line.boundingBox(),
      ),
    );
    expect(left?.y).toBe(right?.y);
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
  });

  test('on a narrow page they stand one under the other', async () => {
    await page.setViewportSize({ width: NARROW_PX, height: 800 });
    const [left, right] = await Promise.all(
      [page.locator('.diff del').first(), page.locator('.diff ins').first()].map((line) =>
        line.boundingBox(),
      ),
    );
    expect(left?.x).toBe(right?.x);
    expect(await overflowPx()).toBe(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('a function: the call, what it should return and what it did', async () => {
    await openGraded(shown.FUNCTION_WRONG);
    await opened().getByText('pair_with_sum([2, 7, 11, 15], 9)').waitFor();
    await opened().getByRole('columnheader', { name: 'Returned' }).waitFor();
    await opened().getByText('looking at 2').waitFor();
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
  });

  test('SQL: two tables, and the cells that differ', async () => {
    await openGraded(shown.SQL_WRONG);
    const marked = (table: string) =>
      opened().getByRole('table', { name: table }).locator('mark bdi, mark .null');
    expect(await marked('Expected').allTextContents()).toEqual([
      'orders',
      '1',
      'Linus',
      '0',
      'NULL',
    ]);
    expect(await marked('Yours').allTextContents()).toEqual(['order_count', '2']);
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
  });

  test('http: the step that went wrong, request and answer', async () => {
    await openGraded(shown.HTTP_WRONG);
    const steps = opened().locator('.exchanges details');
    expect(await steps.nth(0).getAttribute('open')).toBeNull();
    expect(await steps.nth(1).getAttribute('open')).not.toBeNull();
    await steps.nth(1).getByText('The status is 404; 200 is expected.').waitFor();
    await steps.nth(1).getByRole('group', { name: 'Your answer' }).waitFor();
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
  });
});

test('a compile error is told without a list of cases that never ran', async () => {
  await openGraded(shown.COMPILE_ERROR);
  await page.getByText("SyntaxError: '(' was never closed").first().waitFor();
  expect(await page.locator('.case').count()).toBe(0);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('every verdict has its word, a waiting program another than a busy one; long lists are short', async () => {
  await openGraded(shown.MANY_CASES);
  const words = await page.locator('.case .verdict').allTextContents();
  expect(words).toEqual(
    expect.arrayContaining([
      ...['WA wrong answer', 'TLE time limit exceeded', 'MLE memory limit exceeded'],
      ...['OLE output limit exceeded', 'RTE run-time error', 'SK skipped', 'IE internal error'],
      'TLE wall time limit exceeded',
    ]),
  );
  const waited = page.locator('.case', { hasText: 'waits for input' });
  await waited.getByText('Wall time: 7 s of 7 s').waitFor();
  expect(await page.locator('.case').count()).toBeLessThan(20);
  await page.getByRole('button', { name: /^Show \d+ more cases/ }).click();
  expect(await page.locator('.case').count()).toBe(shown.MANY_CASES.cases.length);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('a failed grading is ours, and costs nothing', async () => {
  const id = await submit();
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    await failAttempt(db.database, await begin(id), new Error('the disk is full'));
  }
  await open(id);
  await page.getByText('The grader failed, not your solution').waitFor();
  expect(await page.getByText('the disk is full').count()).toBe(0);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('the keyboard alone opens and closes what is told of a case', async () => {
  await openGraded(shown.PROGRAM_WRONG);
  await page.locator('.case summary').first().focus();
  await page.keyboard.press('Enter');
  expect(await opened().count()).toBe(0);
  await page.keyboard.press('Space');
  expect(await opened().count()).toBe(1);
  // What scrolls can be reached, too.
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
    'Arguments',
  );
});

describe('while it is graded', () => {
  let id: string;
  let worker: HeartbeatTimer;
  beforeAll(() => {
    worker = pretendWorker(db.database);
  });
  afterAll(() => worker.stop());
  beforeEach(async () => {
    id = await submit();
    await open(id);
  });

  test('marks fill, nothing moves, the title of a hidden tab tells', async () => {
    await page.locator('.result-headline', { hasText: 'Queued, next in line' }).waitFor();
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
    const heightOf = async () =>
      Math.round((await page.locator('.result-card').boundingBox())?.height ?? 0);
    const height = await heightOf();
    const token = await begin(id);
    const aCase = { type: 'case', totalCases: 3, sample: false, cpuTimeMs: 1 } as const;
    api.events.publishEvents(id, [
      { type: 'running', totalCases: 3 },
      { ...aCase, index: 1, name: 'one', verdict: 'AC' },
      { ...aCase, index: 2, name: 'two', verdict: 'WA' },
    ]);
    await page.locator('.result-headline', { hasText: 'Case 2 of 3' }).waitFor();
    expect(await page.locator('.mark').allTextContents()).toEqual(['✓', '✗', '…']);
    expect(await heightOf()).toBe(height);

    await page.reload();
    await page.locator('.result-headline', { hasText: 'Case 2 of 3' }).waitFor();

    await hide(true);
    expect(await page.title()).toBe('2/3 · Count words');
    await finishAttempt(db.database, token, shown.PROGRAM_WRONG, []);
    await until('the title tells the verdict', STEP_TIMEOUT_MS, async () => {
      return (await page.title()) === 'WA · Count words';
    });
    await hide(false);
    expect(await page.title()).not.toContain('WA ·');
    expect(await heightOf()).toBe(height);
  });

  test('the place in the queue is told as it changes', async () => {
    await grade(id, shown.PROGRAM_WRONG);
    const [before, mine] = [await submit(), await submit()];
    await open(mine);
    await page.locator('.result-headline', { hasText: 'Queued, 1 before yours' }).waitFor();
    await grade(before, shown.PROGRAM_WRONG);
    await page.locator('.result-headline', { hasText: 'Queued, next in line' }).waitFor();
    await grade(mine, shown.PROGRAM_WRONG);
  });

  test.each([1440, NARROW_PX])(
    'nothing moves when the verdict comes, %d px wide',
    async (width) => {
      await page.setViewportSize({ width, height: 900 });
      await page.locator('.result-headline', { hasText: 'Queued' }).waitFor();
      await page.locator('.result-card').scrollIntoViewIfNeeded();
      await page.evaluate(`
      shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          for (const { node } of entry.sources) {
            // The editor lays itself out anew after the window has changed.
            if (!node?.closest?.('.cm-editor')) shifts.push(node?.outerHTML?.slice(0, 80));
          }
        }
      }).observe({ type: 'layout-shift' });
    `);
      await grade(id, shown.PROGRAM_WRONG);
      await page.locator('.summary').waitFor();
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
      expect(await page.evaluate('shifts')).toEqual([]);
      await page.setViewportSize({ width: 1440, height: 900 });
    },
  );

  test('it is found again without its id in the address', async () => {
    await page.goto(`${api.origin}/exercises/word-count`);
    await page.locator('.result-headline', { hasText: 'Queued' }).waitFor();
    await grade(id, shown.PROGRAM_WRONG);
    await page.locator('.summary', { hasText: 'WA wrong answer' }).waitFor();
  });

  test('a screen reader hears the verdict once, and the focus stays where it is', async () => {
    await page.locator('.result-headline', { hasText: 'Queued' }).waitFor();
    const status = page.locator('.result-panel [role=status]');
    expect(await status.count()).toBe(1);
    const select = page.getByRole('combobox').first();
    await select.focus();
    const focused = () => page.evaluate('document.activeElement?.tagName');
    const before = await focused();
    await grade(id, shown.PROGRAM_WRONG);
    await page.locator('.summary').waitFor();
    expect(await status.textContent()).toMatch(/^Verdict: WA, wrong answer\. Score: /);
    expect(await focused()).toBe(before);
  });

  test('an attempt that failed on our side is told calmly, and the next one counts', async () => {
    await failAttempt(db.database, await begin(id), new Error('lost'));
    await page.getByText('You need not do anything').waitFor();
    await grade(id, shown.PROGRAM_WRONG);
    await page.locator('.summary', { hasText: 'WA wrong answer' }).waitFor();
  });
});

/** What a browser does to a tab in the background; headless pages are never hidden by themselves. */
const hide = (hidden: boolean) =>
  page.evaluate(`
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${hidden} });
    document.dispatchEvent(new Event('visibilitychange'));
  `);
