import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
let api: TestApi;
let browser: Browser;
let page: Page;
let learner: TestUser;
let submissionId: string;
const WIDTHS = [1440, 390];

const signIn = async ({ username }: TestUser): Promise<Page> => {
  const opened = await (await browser.newContext()).newPage();
  await opened.goto(`${api.origin}/sign-in`);
  await opened.getByLabel('Username').fill(username);
  await opened.getByLabel('Password').fill(PASSWORD);
  await opened.getByRole('button', { name: 'Sign in' }).click();
  await opened.getByRole('button', { name: username }).waitFor();
  return opened;
};

const expectSound = async (): Promise<void> => {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    expect(await overflowPx(page)).toBe(0);
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
};

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { webDir });
  browser = await openBrowser();
  const teacher = await api.newUser();
  await db.database.prisma.user.update({
    where: { username: teacher.username },
    data: { role: 'instructor' },
  });
  learner = await api.newUser();
  const cohort = await api.call('POST', 'cohorts', { token: teacher.token, body: { name: 'C' } });
  const { joinCode } = cohort.json as { joinCode: string };
  await api.call('POST', 'cohorts/join', { token: learner.token, body: { joinCode } });
  const files = [{ path: 'main.py', content: '1\n' }];
  const body = { exerciseId: 'word-count', language: 'python', files };
  const answer = await api.call('POST', 'submissions', { token: learner.token, body });
  submissionId = (answer.json as SubmissionResource).id;
  await gradeSubmission(db.database, submissionId, 4);
  page = await signIn(teacher);
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

test('an instructor rejudges by keyboard, looks, applies; the learner is told', async () => {
  await page.goto(`${api.origin}/desk/rejudges?exercise=word-count`);
  await page.getByText('1 submission of your learners').waitFor();
  await expectSound();
  await page.getByLabel('Reason').focus();
  await page.keyboard.type('A case was wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'A case was wrong' }).waitFor();
  expect(await page.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
  // The choice stays while results arrive.
  await page.getByLabel('Changed only').uncheck();
  await page.getByRole('cell', { name: 'queued' }).waitFor();
  const copy = await db.database.prisma.submission.findFirstOrThrow({
    where: { rejudgeOf: submissionId },
  });
  await gradeSubmission(db.database, copy.id, 10);
  await page.getByText('0 unchanged, 1 higher, 0 lower').waitFor();
  await page.getByRole('cell', { name: 'AC 10 of 10' }).waitFor();
  expect(await page.getByLabel('Changed only').isChecked()).toBe(false);
  await expectSound();

  await page.getByRole('button', { name: 'Apply' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Scores: 1 up, 0 down.').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Applied', { exact: true }).waitFor();

  const theirs = await signIn(learner);
  await theirs.goto(`${api.origin}/submissions/${submissionId}`);
  await theirs.getByText(/Rejudged on .*; before, it was WA with 4 of 10/).waitFor();
  await page.goto(`${api.origin}/desk/rejudges`);
  await page.getByRole('link', { name: 'A case was wrong' }).waitFor();
  await expectSound();
});
