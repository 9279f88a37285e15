import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { loadExercises } from '../../api/load-exercises.ts';
import { describeConfig, loadConfig } from '../../platform/config/config.ts';
import { repoRoot, webDir } from '../../platform/config/paths.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import { migrateDatabase } from '../../platform/database/migrate.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { startApi } from '../support/api.ts';
import { openBrowser } from '../support/browser.ts';
import { addLearner, type Learner } from './learner.ts';
import { addStaff, type Staff } from './staff.ts';
import { uploadMistakes } from './verifications.ts';

/** Every page at two widths in both themes, with the repository's own exercises, to be looked at. */
const FOLDER = join(repoRoot, '.assay-screenshots');
const WIDTHS_PX = [1440, 390];
const HEIGHT_PX = 900;
/** `npm run screenshots -- admin`: those alone that have it in their name. */
const WANTED = process.argv[2] ?? '';
const THEMES = ['light', 'dark'] as const;

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly as: 'visitor' | 'learner' | 'staff' | 'newcomer';
  /** What is on the page once it is whole. */
  readonly until: string;
  /** What is done on the page before. */
  readonly act?: (page: Page) => Promise<void>;
}

/** One of each kind: their pages differ in what a solution must be. */
const EXERCISES_OF_KINDS = [
  ['program', 'calculator'],
  ['function', 'pair-with-sum'],
  ['http', 'todo-api'],
  ['sql', 'latest-orders'],
] as const;

const shotsOf = ({ submissionId, otherId, exerciseId, results }: Learner): readonly Shot[] => [
  { name: 'home', path: '/', as: 'learner' as const, until: '.tile' },
  { name: 'home-visitor', path: '/', as: 'visitor' as const, until: '.tile' },
  {
    ...{ name: 'exercise', path: `/exercises/${exerciseId}?submission=${submissionId}` },
    ...{ as: 'learner' as const, until: '.summary' },
  },
  ...results.map((page) => ({ ...page, as: 'learner' as const, until: '.summary' })),
  { name: 'submissions', path: '/submissions', as: 'learner' as const, until: '.history-table' },
  {
    ...{ name: 'submission', path: `/submissions/${submissionId}`, as: 'learner' as const },
    until: '.summary',
  },
  {
    ...{ name: 'compare', path: `/submissions/${submissionId}/compare/${otherId}` },
    ...{ as: 'learner' as const, until: '.merge .cm-line' },
  },
  ...EXERCISES_OF_KINDS.map(([kind, id]) => ({
    ...{
      name: `exercise-${kind}`,
      path: `/exercises/${id}`,
      as: 'visitor' as const,
      until: '.cm-line',
    },
  })),
  { name: 'account', path: '/account', as: 'learner' as const, until: '.account-part' },
  { name: 'device', path: '/device', as: 'learner' as const, until: 'form' },
  { name: 'sign-in', path: '/sign-in', as: 'visitor' as const, until: 'form' },
  { name: 'register', path: '/register', as: 'visitor' as const, until: 'form' },
  { name: 'not-found', path: '/desk/nothing', as: 'visitor' as const, until: 'h1' },
];

const staffShots = (
  { cohortId, learnerId, verifications }: Staff,
  { exerciseId }: Learner,
): readonly Shot[] => [
  ...(
    [
      ['desk', '/desk', '.desk-table'],
      ['desk-cohort', `/desk/cohorts/${cohortId}`, '.matrix tbody tr'],
      ['desk-assignments', `/desk/cohorts/${cohortId}?part=assignments`, '.desk-table'],
      ['desk-learner', `/desk/cohorts/${cohortId}/members/${learnerId}`, '.desk-table'],
      ['desk-exercises', '/desk/exercises', '.desk-table'],
      ['desk-exercise', `/desk/exercises/${exerciseId}`, '.figures'],
      ...Object.entries(verifications).map(
        ([name, id]) =>
          [`desk-verification-${name}`, `/desk/verifications/${id}`, '.verification'] as const,
      ),
      ['desk-failures', '/desk/failures', '.empty'],
      ['desk-rejudges', `/desk/rejudges?exercise=${exerciseId}`, 'form'],
      ['desk-webhooks', '/desk/webhooks', '.webhook-item, .empty'],
      ['admin', '/admin', '.plot'],
      ['admin-users', '/admin/users', '.desk-table'],
      ['admin-audit', '/admin/audit', '.desk-table'],
      ['admin-configuration', '/admin/configuration', '.desk-table'],
    ] as const
  ).map(([name, path, until]) => ({ name, path, until, as: 'staff' as const })),
  {
    ...{ name: 'desk-upload', path: '/desk/upload', as: 'staff', until: '.author-problems' },
    act: uploadMistakes,
  },
  {
    ...{ name: 'admin-add-user', path: '/admin/users', as: 'staff', until: '.dialog' },
    act: (page) => page.getByRole('button', { name: 'Add a user' }).click(),
  },
  {
    ...{ name: 'admin-reset', path: '/admin/users', as: 'staff', until: '.new-token' },
    act: async (page) => {
      await page.getByRole('button', { name: 'Reset password of new-here' }).click();
      await page.getByRole('button', { name: 'Reset the password' }).click();
    },
  },
  { name: 'choose-password', path: '/submissions', as: 'newcomer', until: 'form' },
];

async function shootAll(
  browser: Browser,
  origin: string,
  learner: Learner,
  staff: Staff,
): Promise<void> {
  const logins = {
    visitor: null,
    learner: learner.login,
    staff: staff.login,
    newcomer: staff.newcomer,
  };
  const shots = [...shotsOf(learner), ...staffShots(staff, learner)].filter(({ name }) =>
    name.includes(WANTED),
  );
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS_PX) {
      for (const { name, path, as, until, act } of shots) {
        const viewport = { width, height: HEIGHT_PX };
        const context = await browser.newContext({ colorScheme, viewport });
        const login = logins[as];
        if (login !== null) await context.request.post(`${origin}/api/v1/sessions`, login);
        const page = await context.newPage();
        await page.goto(origin + path);
        await act?.(page);
        await page.locator(until).first().waitFor();
        await page.waitForLoadState('networkidle');
        const file = join(FOLDER, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path: file, fullPage: true });
        await context.close();
      }
    }
  }
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const dataDir = await mkdtemp(join(tmpdir(), 'assay-screenshots-'));
const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
try {
  await migrateDatabase(postgres.url);
  const database = openDatabase(postgres.url);
  const { roadmap } = await loadExercises(database, join(repoRoot, 'exercises'), silentLogger);
  const configuration = describeConfig(loadConfig({ DATABASE_URL: postgres.url }));
  const api = await startApi(database, { webDir, configuration, roadmap: () => roadmap });
  const browser = await openBrowser();
  const learner = await addLearner(api, database);
  await shootAll(browser, api.origin, learner, await addStaff(api, database, learner));
  await browser.close();
  await api.close();
  await database.close();
  process.stdout.write(`Look into ${FOLDER}\n`);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
