import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { loadExercises } from '../../api/load-exercises.ts';
import { repoRoot, webDir } from '../../platform/config/paths.ts';
import { setRole } from '../../platform/database/user-administration.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { startApi, type TestApi, type TestUser } from '../support/api.ts';
import { until } from '../support/assay-process.ts';
import { SUM_EXERCISE } from '../support/archives.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { openWorkerStand, WORKER_START_MS, type WorkerStand } from '../support/real-worker.ts';
import {
  axeViolationsInBothThemes,
  handIn,
  overflowPx,
  signedInContext,
  writeOver,
} from '../support/web-page.ts';

/**
 * An instructor's week, with a real worker: a cohort, an exercise uploaded with mistakes and
 * without, verified, published; a learner hands in; a case turns out to be wrong, and is mended
 * by a new version and a rejudge.
 */
const db = withTestDatabase();
const STEP_TIMEOUT_MS = 25_000;
/** Until the queue notices that a worker is gone. */
const TAKE_OVER_MS = 60_000;
jest.setTimeout(120_000);
let api: TestApi;
let browser: Browser;
let workers: WorkerStand;
let worker: ServiceProcess;
let home: string;
let teacher: Page;
let learner: Page;
let submissionId: string;

const pageOf = async ({ username }: TestUser): Promise<Page> => {
  const context = await signedInContext(browser, api.origin, username, {
    timeoutMs: STEP_TIMEOUT_MS,
  });
  return context.newPage();
};

beforeAll(async () => {
  const exercises = join(repoRoot, 'tests/golden/exercises');
  const { roadmap } = await loadExercises(db.database, exercises, silentLogger);
  api = await startApi(db.database, { webDir, roadmap: () => roadmap });
  workers = await openWorkerStand(db.url);
  home = await mkdtemp(join(tmpdir(), 'assay-author-'));
  browser = await openBrowser();
  const [author, pupil] = [await api.newUser(), await api.newUser()];
  const { id } = await db.database.prisma.user.findUniqueOrThrow({
    where: { username: author.username },
  });
  await setRole(db.database, id, 'instructor');
  [teacher, learner] = [await pageOf(author), await pageOf(pupil)];
  worker = await workers.start();
}, WORKER_START_MS);
afterAll(async () => {
  await browser.close();
  await api.close();
  await workers.end();
  await rm(home, { recursive: true, force: true });
}, STEP_TIMEOUT_MS);

const SOUND: Readonly<Record<string, string | null>> = {
  'exercise.yaml': SUM_EXERCISE['exercise.yaml']!.replace('variables', 'control-flow'),
};

/** The folder `sum` on the author's disk, with changes: null leaves a file out. */
const writeFolder = async (
  name: string,
  changes: Readonly<Record<string, string | null>> = {},
): Promise<string> => {
  const folder = join(home, name, 'sum');
  for (const [path, content] of Object.entries({ ...SUM_EXERCISE, ...SOUND, ...changes })) {
    if (content === null) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
};

const upload = async (folder: string, phase: string | null): Promise<void> => {
  await teacher.getByLabel(/^The folder/).setInputFiles(folder);
  if (phase !== null) await teacher.getByLabel('Phase').selectOption(phase);
  await teacher.getByRole('button', { name: 'Upload', exact: true }).press('Enter');
};

const expectSound = async (): Promise<void> => {
  for (const width of [1440, 390]) {
    await teacher.setViewportSize({ width, height: 900 });
    expect(await overflowPx(teacher)).toBe(0);
  }
  await teacher.setViewportSize({ width: 1440, height: 900 });
  expect(await axeViolationsInBothThemes(teacher)).toEqual([]);
};

const headline = (text: RegExp): Locator => teacher.getByRole('status').filter({ hasText: text });

test('makes a cohort, and its code lets a learner in', async () => {
  await teacher.goto(`${api.origin}/desk`);
  await teacher
    .getByRole('button', { name: /cohort/i })
    .first()
    .click();
  await teacher.getByRole('dialog').getByRole('textbox').fill('Autumn');
  await teacher.keyboard.press('Enter');
  await teacher.getByRole('heading', { name: 'Autumn' }).waitFor();
  const joinCode = (await teacher.locator('.join-code').textContent()) ?? '';
  await learner.goto(`${api.origin}/account`);
  await learner.getByLabel('Join code').fill(joinCode);
  await learner.keyboard.press('Enter');
  await learner.getByText('Autumn').first().waitFor();
});

test('uploads a folder that is wrong in three ways, and is told all three', async () => {
  await teacher.getByRole('link', { name: 'Exercises', exact: true }).click();
  await teacher.getByRole('link', { name: 'Upload an exercise' }).press('Enter');
  await upload(
    await writeFolder('wrong', {
      'exercise.yaml': SOUND['exercise.yaml']!.replace('points: 10', 'point: 10'),
      'statement.md': null,
      'solutions/wrong-answer/x.py': 'print(1)\n',
    }),
    'phase-1',
  );
  await teacher.getByRole('heading', { name: /mistakes to mend; nothing was stored/ }).waitFor();
  const told = await teacher.locator('.author-problems li').allTextContents();
  expect(told).toEqual(
    expect.arrayContaining([
      expect.stringContaining('phase-1/sum/exercise.yaml:6'),
      expect.stringContaining('phase-1/sum/statement.md'),
      expect.stringContaining('Did you mean "wrong_answer"?'),
    ]),
  );
  await expectSound();
});

test('uploads one whose own solution fails: the workers find it not sound', async () => {
  const folder = await writeFolder('unsound', {
    'solutions/accepted/python/main.py': 'a, b = map(int, input().split())\nprint(a * b)\n',
  });
  await upload(folder, 'phase-1');
  await teacher.getByRole('heading', { name: 'Verifying The sum of two numbers' }).waitFor();
  await headline(/mistakes? to mend/).waitFor();
  await teacher.getByText('accepted/python').first().waitFor();
  await expectSound();
});

test('mends and uploads it: sound, published after a question, and there for learners', async () => {
  await teacher.goto(`${api.origin}/desk/upload`);
  // A case expects a sum that is wrong: nobody has noticed yet.
  const wrongCase = SUM_EXERCISE['tests/secret/more.yaml']!.replace('"1000001\\n"', '"1000002\\n"');
  const forgiving = 'a, b = map(int, input().split())\nprint(a + b + (a == 1000000))\n';
  await upload(
    await writeFolder('published', {
      'tests/secret/more.yaml': wrongCase,
      'solutions/accepted/python/main.py': forgiving,
    }),
    'phase-1',
  );
  await headline(/^Sound/).waitFor();
  expect((await api.call('GET', `exercises/sum`)).status).toBe(404);
  await teacher.getByRole('button', { name: 'Publish' }).press('Enter');
  await teacher.getByRole('button', { name: 'Publish it' }).press('Enter');
  await teacher.getByText('Learners find it and hand in solutions.').waitFor();
  await expectSound();

  await learner.goto(`${api.origin}/exercises/sum`);
  await writeOver(
    learner.locator('.cm-content'),
    'import time\na, b = map(int, input().split())\ntime.sleep(0.7)\nprint(a + b)\n',
  );
  submissionId = await handIn(learner, () =>
    learner.getByRole('button', { name: /^Submit/ }).click(),
  );
  await learner.locator('.summary', { hasText: 'WA' }).waitFor();
});

/** Until a worker is at the copy that the rejudge made. */
const isBeingGraded = async (original: string): Promise<void> => {
  const where = { rejudgeOf: original, state: 'running' } as const;
  const count = (): Promise<number> => db.database.prisma.submission.count({ where });
  await until('a worker is at the copy', STEP_TIMEOUT_MS, async () => (await count()) > 0);
};

test('mends the case, and rejudges over a worker that dies: the learner has what is due', async () => {
  await teacher.getByRole('link', { name: 'Upload a version' }).press('Enter');
  await upload(await writeFolder('mended'), null);
  await headline(/^Sound/).waitFor();
  await teacher.getByRole('button', { name: 'Publish' }).press('Enter');
  await teacher.getByRole('button', { name: 'Publish it' }).press('Enter');
  await teacher.getByText('Learners find it and hand in solutions.').waitFor();

  await teacher.getByRole('link', { name: 'Rejudge', exact: true }).press('Enter');
  await teacher.getByText('1 submission of your learners').waitFor();
  await teacher.getByLabel('Cohort').selectOption({ label: 'Autumn' });
  await teacher.getByText('1 submission of your learners').waitFor();
  await teacher.getByLabel('Reason').fill('The case "large" was wrong');
  await teacher.keyboard.press('Enter');
  await isBeingGraded(submissionId);
  await worker.end('SIGKILL');
  worker = await workers.start();
  await teacher.getByText('0 unchanged, 1 higher, 0 lower').waitFor({ timeout: TAKE_OVER_MS });
  await teacher.getByText('1 × WA → AC').waitFor();
  await teacher.getByRole('cell', { name: 'AC 10 of 10' }).waitFor();
  await teacher.getByRole('button', { name: 'Apply' }).press('Enter');
  await teacher.getByRole('dialog').getByRole('button', { name: 'Apply' }).press('Enter');
  await teacher.getByText('Applied', { exact: true }).waitFor();

  await learner.goto(`${api.origin}/submissions/${submissionId}`);
  await learner.getByText(/Rejudged on .*; before, it was WA/).waitFor();
});
