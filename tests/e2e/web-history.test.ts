import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { webDir } from '../../platform/config/paths.ts';
import { PASSWORD, startApi, type TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import { axeViolationsInBothThemes, overflowPx } from '../support/web-page.ts';

const db = withTestDatabase();
const STEP_TIMEOUT_MS = 15_000;
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** More than one page of the list. */
const TRIES = 26;
let api: TestApi;
let browser: Browser;
let page: Page;
let ids: readonly string[];
let foreign: string;
let token: string;

const submit = async (by: string, body: object): Promise<string> => {
  const answer = await api.call('POST', 'submissions', { token: by, body });
  if (answer.status !== 202) throw new Error(answer.text);
  return (answer.json as SubmissionResource).id;
};
const source = (text: string, more: object = {}) => ({
  ...{ exerciseId: 'word-count', language: 'python', ...more },
  files: [{ path: 'main.py', content: `import sys\n\n\nprint("${text}")\n` }],
});

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { webDir });
  const { username, ...learner } = await api.newUser();
  token = learner.token;
  const stranger = await api.newUser();
  for (let index = 0; index < TRIES; index += 1) {
    await submit(token, source('samples', { samplesOnly: true }));
  }
  const [wrong, right] = [await submit(token, source('one')), await submit(token, source('two'))];
  await gradeSubmission(db.database, wrong, 4);
  await gradeSubmission(db.database, right, 10);
  foreign = await submit(stranger.token, source('theirs'));
  ids = [wrong, right];
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: WIDE });
  await context.request.post(`${api.origin}/api/v1/sessions`, {
    data: { username, password: PASSWORD },
  });
  page = await context.newPage();
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

const rows = () => page.locator('.history-table tbody tr');

test('the list comes page by page, and says which submission counts', async () => {
  await page.goto(api.origin);
  await page.getByRole('link', { name: 'My submissions' }).first().click();
  await rows().first().waitFor();
  expect(await rows().count()).toBe(25);
  await page.getByRole('button', { name: 'Older ones' }).click();
  await page.getByText('That is all.').waitFor();
  expect(await rows().count()).toBe(TRIES + 2);
  expect(await page.locator('.counts').count()).toBe(1);
  const first = rows().first();
  expect(await first.textContent()).toContain('counts');
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('who opens an older one and comes back finds the list as long as it was', async () => {
  await page.waitForURL(/shown=28/);
  await rows().last().getByRole('link').click();
  await page.getByRole('heading', { name: 'Result' }).waitFor();
  await page.goBack();
  await page.getByText('That is all.').waitFor();
  expect(await rows().count()).toBe(TRIES + 2);
});

test('on a telephone nothing is cut off', async () => {
  await page.setViewportSize(NARROW);
  expect(await overflowPx(page)).toBe(0);
  const points = rows().first().locator('.number');
  const { x, width } = (await points.boundingBox())!;
  expect(x + width).toBeLessThanOrEqual(NARROW.width);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.setViewportSize(WIDE);
});

test('one that is graded meanwhile changes in the list, without a reload', async () => {
  const waiting = await submit(token, source('later'));
  await page.goto(`${api.origin}/submissions`);
  await rows().first().getByText('waiting').waitFor();
  await gradeSubmission(db.database, waiting, 4);
  await rows().first().getByText('wrong answer').waitFor();
  // The list is as the other tests made it.
  await db.database.prisma.submission.delete({ where: { id: waiting } });
});

test('filters stand in the address, and a reload keeps them', async () => {
  await page.getByLabel('Show').selectOption({ label: 'without tries of the samples' });
  await page.getByText('That is all.').waitFor();
  expect(await rows().count()).toBe(2);
  await page.getByLabel('Verdict').selectOption('WA');
  await page.waitForURL(/verdict=WA/);
  await page.reload();
  await page.getByText('That is all.').waitFor();
  expect(await rows().count()).toBe(1);
  await page.getByLabel('Verdict').selectOption('MLE');
  await page.getByText('None of your submissions is like that.').waitFor();
  await page.getByRole('link', { name: 'Show all' }).click();
  await rows().first().waitFor();
});

test('two are compared: results, and files line by line, by keyboard alone', async () => {
  await page.goto(`${api.origin}/submissions?what=submit`);
  await rows().first().waitFor();
  for (const index of [0, 1]) {
    await rows().nth(index).getByRole('checkbox').focus();
    await page.keyboard.press('Space');
  }
  const compare = page.getByRole('link', { name: 'Compare' });
  await compare.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/submissions/${ids[0]}/compare/${ids[1]}`);
  await page.locator('.comparison tr.changed').first().waitFor();
  await page.locator('.cm-merge-b .cm-changedText', { hasText: 'two' }).waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.setViewportSize(NARROW);
  await page.locator('.cm-deletedChunk', { hasText: 'one' }).waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.setViewportSize(WIDE);
});

test('an older one is restored into the editor; another draft is asked about first', async () => {
  await page.goto(`${api.origin}/submissions/${ids[0]}`);
  await page.getByText('print("one")').first().waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Restore into the editor' }).click();
  await page.waitForURL('**/exercises/word-count');
  await page.locator('.cm-content', { hasText: 'print("one")' }).waitFor();
  await page.goto(`${api.origin}/submissions/${ids[1]}`);
  await page.getByRole('button', { name: 'Restore into the editor' }).click();
  await page.getByRole('dialog', { name: 'Replace your draft?' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Restore into the editor' }).click();
  await page.getByRole('button', { name: 'Replace it' }).click();
  await page.locator('.cm-content', { hasText: 'print("two")' }).waitFor();
  await page.reload();
  await page.getByText('An earlier submission is in the editor.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('.cm-content', { hasText: 'print("one")' }).waitFor();
});

test('one submission leads to the comparison with another of its exercise', async () => {
  await page.goto(`${api.origin}/submissions/${ids[1]}`);
  await page.getByLabel('Compare with').selectOption({ value: ids[0]! });
  await page.getByRole('button', { name: 'Compare' }).press('Enter');
  await page.waitForURL(`**/submissions/${ids[1]}/compare/${ids[0]}`);
  // The older one is on the left, whichever the address names first.
  await page.locator('.cm-merge-a', { hasText: 'print("one")' }).waitFor();
});

test('what is being graded is followed, and then counts', async () => {
  const best = await submit(token, { ...source('routes'), exerciseId: 'routing' });
  await page.goto(`${api.origin}/submissions/${best}`);
  await page.getByRole('heading', { name: 'Result' }).waitFor();
  expect(await page.locator('.counts').count()).toBe(0);
  await gradeSubmission(db.database, best, 10);
  await page.locator('h1 .counts').waitFor();
});

test('several files have a tab each, the one at the top first', async () => {
  const [main] = source('many').files;
  const lib = { path: 'lib/words.py', content: 'print("lib")\n' };
  const many = await submit(token, { ...source('many'), files: [main, lib] });
  await page.goto(`${api.origin}/submissions/${many}`);
  await page.getByRole('tab', { name: 'main.py', selected: true }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('tabpanel').getByText('print("lib")').waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('the search of the catalogue forgives a slip', async () => {
  await page.goto(api.origin);
  await page.getByRole('searchbox').fill('wrod cuont');
  await page.locator('.tile a[href="/exercises/word-count"]').waitFor();
  await page.getByRole('searchbox').fill('zebra');
  await page.getByText('Nothing matches').waitFor();
});

test("another learner's submission is not found", async () => {
  await page.goto(`${api.origin}/submissions/${foreign}`);
  await page.getByRole('heading', { name: 'You have no such submission' }).waitFor();
  await page.goto(`${api.origin}/submissions/${ids[0]}/compare/${foreign}`);
  await page.getByRole('heading', { name: 'You have no such submission' }).waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});
