import { readdirSync, readFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Exercise, TextFile } from '../../grading/catalogue/exercise.ts';
import { scanExercises } from '../../grading/catalogue/scan-exercises.ts';
import type { Language } from '../../grading/manifest/schema.ts';
import type { Verdict } from '../../grading/verdict/verdict.ts';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { gradeSource } from '../../worker/grade.ts';
import { createSandbox, type ProvenSandbox } from '../../worker/sandbox/create-sandbox.ts';

/** Every folder of submissions/ is graded for real and must get exactly what it pins. */
interface Expected {
  readonly language: Language;
  readonly verdict: Verdict;
  /** As right, where several limits are hit at almost the same time. */
  readonly alternatives?: readonly Verdict[];
  readonly score?: number;
  readonly cases?: Readonly<Record<string, Verdict>>;
  readonly messageMatches?: string;
}

const folder = join(repoRoot, 'tests/golden/submissions');
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const START_TIMEOUT_MS = 300_000;
const GRADE_TIMEOUT_MS = 60_000;

let sandbox: ProvenSandbox;
let exercise: Exercise;

beforeAll(async () => {
  const catalogue = await scanExercises(join(repoRoot, 'tests/golden/exercises'));
  expect(catalogue.problems).toEqual([]);
  exercise = catalogue.exercises[0]!;
  sandbox = await createSandbox({
    sandboxImagesDir: join(repoRoot, 'sandbox-images'),
    engine: loadEngineConfig(),
    isolation: 'auto',
    concurrency: 2,
    runtime: null,
  });
}, START_TIMEOUT_MS);
afterAll(() => sandbox.close(), GRADE_TIMEOUT_MS);

describe.each(names)('%s', (name) => {
  const expected = JSON.parse(
    readFileSync(join(folder, name, 'expected.json'), 'utf8'),
  ) as Expected;

  test(
    `gets ${expected.verdict}`,
    async () => {
      const result = await gradeSource({
        exercise,
        source: { language: expected.language, files: await filesOf(name) },
        sandbox,
      });
      expect([expected.verdict, ...(expected.alternatives ?? [])]).toContain(result.verdict);
      if (expected.score !== undefined) expect(result.score).toBe(expected.score);
      if (expected.cases !== undefined) {
        const verdicts = result.cases.map((one) => [one.name, one.verdict]);
        expect(Object.fromEntries(verdicts)).toEqual(expected.cases);
      }
      if (expected.messageMatches !== undefined) {
        const decisive = result.cases.find(({ verdict }) => verdict === result.verdict);
        expect(decisive?.message).toMatch(new RegExp(expected.messageMatches, 's'));
      }
    },
    GRADE_TIMEOUT_MS,
  );
});

async function filesOf(name: string): Promise<TextFile[]> {
  const paths = (await readdir(join(folder, name))).filter((path) => path !== 'expected.json');
  return Promise.all(
    paths.map(async (path) => ({
      path,
      content: await readFile(join(folder, name, path), 'utf8'),
    })),
  );
}
