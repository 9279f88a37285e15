import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { loadExercises } from '../../api/load-exercises.ts';
import { repoRoot, webDir } from '../../platform/config/paths.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import { migrateDatabase } from '../../platform/database/migrate.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { startApi } from '../support/api.ts';
import { openBrowser } from '../support/browser.ts';
import { addLearner, type Learner } from './learner.ts';

/** Every page at two widths in both themes, with the repository's own exercises, to be looked at. */
const FOLDER = join(repoRoot, '.assay-screenshots');
const WIDTHS_PX = [1440, 390];
const HEIGHT_PX = 900;
const THEMES = ['light', 'dark'] as const;

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly signedIn: boolean;
  /** What is on the page once it is whole. */
  readonly until: string;
}

/** One of each kind: their pages differ in what a solution must be. */
const EXERCISES_OF_KINDS = [
  ['program', 'calculator'],
  ['function', 'pair-with-sum'],
  ['http', 'todo-api'],
  ['sql', 'latest-orders'],
] as const;

const shotsOf = ({ submissionId, exerciseId, results }: Learner): readonly Shot[] => [
  { name: 'home', path: '/', signedIn: true, until: '.tile' },
  { name: 'home-visitor', path: '/', signedIn: false, until: '.tile' },
  {
    ...{ name: 'exercise', path: `/exercises/${exerciseId}?submission=${submissionId}` },
    ...{ signedIn: true, until: '.summary' },
  },
  ...results.map((page) => ({ ...page, signedIn: true, until: '.summary' })),
  { name: 'submissions', path: '/submissions', signedIn: true, until: '.history-table' },
  {
    ...{ name: 'submission', path: `/submissions/${submissionId}`, signedIn: true },
    until: '.summary',
  },
  ...EXERCISES_OF_KINDS.map(([kind, id]) => ({
    ...{ name: `exercise-${kind}`, path: `/exercises/${id}`, signedIn: false, until: '.cm-line' },
  })),
  { name: 'account', path: '/account', signedIn: true, until: '.account-part' },
  { name: 'device', path: '/device', signedIn: true, until: 'form' },
  { name: 'sign-in', path: '/sign-in', signedIn: false, until: 'form' },
  { name: 'register', path: '/register', signedIn: false, until: 'form' },
  { name: 'not-found', path: '/desk/nothing', signedIn: false, until: 'h1' },
];

async function shootAll(browser: Browser, origin: string, learner: Learner): Promise<void> {
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS_PX) {
      for (const { name, path, signedIn, until } of shotsOf(learner)) {
        const viewport = { width, height: HEIGHT_PX };
        const context = await browser.newContext({ colorScheme, viewport });
        if (signedIn) await context.request.post(`${origin}/api/v1/sessions`, learner.login);
        const page = await context.newPage();
        await page.goto(origin + path);
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
  const api = await startApi(database, { webDir, roadmap: () => roadmap });
  const browser = await openBrowser();
  await shootAll(browser, api.origin, await addLearner(api, database));
  await browser.close();
  await api.close();
  await database.close();
  process.stdout.write(`Look into ${FOLDER}\n`);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
