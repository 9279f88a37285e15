import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import type { Isolation } from '../../grading/manifest/manifest.ts';
import { RUNTIMES } from '../../worker/languages/index.ts';
import { createSandbox } from '../../worker/sandbox/create-sandbox.ts';
import { unpackImage } from './bare-root.ts';
import { compareKinds } from './compare-kinds.ts';
import { CASES, comparePrograms } from './compare-programs.ts';
import { SOURCE, writeExercises } from './exercises.ts';
import { registerLearner } from './http-submission.ts';
import { printTable, toRows, type Comparison } from './report.ts';
import { startStack } from './stack.ts';

/**
 * `npm run bench`: what a verdict costs, against the same program as a bare process and as a
 * container per run, measured in turn in one run. `--only programs|kinds` runs a part, `--json`
 * prints one object a figure.
 *
 * - bare process: fork, exec and wait from Node on the host, in the image's own file system.
 * - container per run: through dockerode; NetworkDisabled is the best form that we know.
 * - fresh, recycled: `gradeSource` in this process, judged and scored, with the default limits.
 * - HTTP to verdict: POST to a running API, graded by a worker process, until the live event of
 *   the stored verdict arrives.
 */
const LEARNERS = 10;
const PARTS = ['programs', 'kinds'] as const;
type Part = (typeof PARTS)[number];

const progress = (message: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${message}`);
  else if (message !== '') process.stderr.write(`${message}\n`);
};

/** What the parts share. What they open is closed at the end, last first. */
class Setting {
  readonly folder: string;
  readonly #closing: (() => Promise<void>)[] = [];

  constructor(folder: string) {
    this.folder = folder;
    this.onClose(() => rm(folder, { recursive: true, force: true }));
  }

  onClose(close: () => Promise<void>): void {
    this.#closing.push(close);
  }

  async close(): Promise<void> {
    for (const close of this.#closing.reverse()) await close();
  }

  async sandbox(isolation: Isolation) {
    progress(`starting a sandbox of ${isolation} cells`);
    const sandbox = await createSandbox({
      sandboxImagesDir: join(repoRoot, 'sandbox-images'),
      engine: loadEngineConfig(),
      runtime: null,
      isolation,
      concurrency: 2,
      onProgress: progress,
    });
    this.onClose(() => sandbox.close());
    return sandbox;
  }
}

async function measurePrograms(setting: Setting): Promise<Comparison[]> {
  const { folder } = setting;
  const recycled = await setting.sandbox('recycled');
  const fresh = await setting.sandbox('fresh');
  const image = await recycled.imageTag(RUNTIMES.python.image);
  const bareRoot = await unpackImage(image, join(folder, 'bare'));
  await writeFile(join(bareRoot, 'app/main.py'), SOURCE);

  progress('starting PostgreSQL, API and worker');
  const exercisesDir = join(folder, 'exercises');
  const exercise = await writeExercises(exercisesDir, CASES);
  const stack = await startStack({ exercisesDir, concurrency: 2 });
  setting.onClose(() => stack.stop());
  const tokens = [];
  for (let index = 1; index <= LEARNERS; index += 1) {
    tokens.push(await registerLearner(stack.url, `learner-${index}`));
  }
  const sandboxes = { recycled, fresh };
  return comparePrograms(
    { image, bareRoot, exercise, sandboxes, url: stack.url, tokens },
    progress,
  );
}

async function measureKinds(setting: Setting): Promise<Comparison[]> {
  const sandbox = await setting.sandbox('recycled');
  return compareKinds(
    { sandbox, folder: setting.folder, onClose: (close) => setting.onClose(close) },
    progress,
  );
}

const MEASURES: Readonly<Record<Part, (setting: Setting) => Promise<Comparison[]>>> = {
  programs: measurePrograms,
  kinds: measureKinds,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
  });
  const wanted = PARTS.filter((part) => values.only === undefined || values.only === part);
  if (wanted.length === 0) throw new Error(`--only takes one of: ${PARTS.join(', ')}.`);
  for (const part of wanted) {
    const setting = new Setting(await mkdtemp(join(tmpdir(), 'assay-bench-')));
    try {
      const comparisons = await MEASURES[part](setting);
      progress('');
      for (const comparison of comparisons) {
        if (values.json) for (const row of toRows(comparison)) console.log(JSON.stringify(row));
        else printTable(comparison);
      }
    } finally {
      await setting.close();
    }
  }
}

await main();
