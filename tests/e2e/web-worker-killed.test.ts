import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { loadExercises } from '../../api/load-exercises.ts';
import { repoRoot, webDir } from '../../platform/config/paths.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { openWorkerStand, WORKER_START_MS, type WorkerStand } from '../support/real-worker.ts';
import { handIn, signedInContext, writeOver } from '../support/web-page.ts';

/**
 * SIGKILL ends the worker while a learner watches: the page goes on without a reload, says calmly
 * what happens, and shows the verdict of the worker that takes over.
 */
const db = withTestDatabase();
const TEST_TIMEOUT_MS = 120_000;
/** Until the queue notices that a worker is gone, and the next one has started. */
const TAKE_OVER_MS = 90_000;
let api: TestApi;
let browser: Browser;
let page: Page;
let workers: WorkerStand;

beforeAll(async () => {
  const exercises = join(repoRoot, 'tests/golden/exercises');
  const { roadmap } = await loadExercises(db.database, exercises, silentLogger);
  api = await startApi(db.database, { webDir, roadmap: () => roadmap });
  workers = await openWorkerStand(db.url);
  browser = await openBrowser();
  const { username } = await api.newUser();
  const context = await signedInContext(browser, api.origin, username, { timeoutMs: TAKE_OVER_MS });
  page = await context.newPage();
}, WORKER_START_MS);
afterAll(async () => {
  await browser.close();
  await api.close();
  await workers.end();
}, TEST_TIMEOUT_MS);

/** Waits a second in each case, and is right: long enough to be in the middle of it. */
const SLOW_ANSWER =
  'import sys, time; a, b = map(int, sys.stdin.read().split()); time.sleep(1); print(a + b)';

test(
  'the page goes on and shows the right verdict',
  async () => {
    const first = await workers.start();
    await page.goto(`${api.origin}/exercises/echo-sum`);
    await writeOver(page.locator('.cm-content'), SLOW_ANSWER);
    const id = await handIn(page, () => page.getByRole('button', { name: /^Submit/ }).click());
    await page.locator('.result-headline', { hasText: 'Case 1 of 5' }).waitFor();
    await first.end('SIGKILL');
    const second = workers.start();
    await page.getByText('You need not do anything').waitFor();
    await page.locator('.result-headline', { hasText: 'Case 2 of 5' }).waitFor();
    await page.locator('.summary', { hasText: 'AC accepted' }).waitFor();
    expect(await page.locator('.mark').allTextContents()).toEqual(['✓', '✓', '✓', '✓', '✓']);
    expect(new URL(page.url()).searchParams.get('submission')).toBe(id);
    const attempts = await db.database.prisma.attempt.findMany({
      where: { submissionId: id },
      orderBy: { number: 'asc' },
    });
    expect(attempts.map(({ state }) => state)).toEqual(['lost', 'succeeded']);
    await second;
  },
  WORKER_START_MS,
);
