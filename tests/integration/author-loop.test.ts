import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VerifyReport } from '../../cli/verify/verify-report.ts';
import { languagesOf } from '../../grading/manifest/languages.ts';
import type { ExerciseKind } from '../../grading/manifest/language-names.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { runCli, type CliRun } from '../support/run-cli.ts';

/** `assay new` of every kind, with every language, and `assay verify` of what it wrote. */
const TIMEOUT_MS = 180_000;
const TEMPLATES = join(repoRoot, 'cli', 'new', 'templates');

let root: string;
const env = (more: Record<string, string> = {}): Record<string, string> => ({
  ...(Object.fromEntries(
    Object.entries(process.env).filter(([, value]) => value !== undefined),
  ) as Record<string, string>),
  ...{ GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', ...more },
});
const assay = (args: string[], more: Record<string, string> = {}): Promise<CliRun> =>
  runCli(args, root, env(more));
const everyLanguage = (kind: ExerciseKind): string[] =>
  languagesOf(kind).flatMap((language) => ['--language', language]);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-author-'));
  await cp(join(repoRoot, 'exercises', 'roadmap.yaml'), join(root, 'roadmap.yaml'));
});
afterAll(() => rm(root, { recursive: true }));

/** What is written, by the template that it comes from. */
const EXERCISES: readonly [id: string, template: string, args: string[]][] = [
  ['a-program', 'program', ['--kind', 'program', ...everyLanguage('program')]],
  ['a-function', 'function', ['--kind', 'function', ...everyLanguage('function')]],
  ['a-class', 'class', ['--kind', 'function', '--class', ...everyLanguage('function')]],
  ['a-service', 'http', ['--kind', 'http', ...everyLanguage('http')]],
  ...(['sqlite', 'postgresql', 'mysql'] as const).map((engine): [string, string, string[]] => [
    `a-query-on-${engine}`,
    'sql',
    ['--kind', 'sql', '--engine', engine],
  ]),
];

describe('a new exercise of each kind and language', () => {
  test.each(EXERCISES)('%s is written, with the next steps', async (id, template, args) => {
    const run = await assay(['new', id, ...args]);
    expect(run).toMatchObject({ exitCode: 0, err: '' });
    expect(run.out).toContain(`  + phase-1/${id}/exercise.yaml\n`);
    expect(run.out).toContain(`assay verify phase-1/${id}\n`);
    // It comes with the bad solution of one language; here those of all are to be run.
    const bad = join('solutions', 'wrong_answer');
    await cp(join(TEMPLATES, template, bad), join(root, 'phase-1', id, bad), { recursive: true });
  });

  test(
    'verifies, and the reports say so',
    async () => {
      const summary = join(root, 'summary.md');
      const reports = ['junit=r/verify.xml', 'ctrf=r/ctrf.json', 'json=r/verify.json'];
      const run = await assay(
        ['verify', '.', '--concurrency', '2', ...reports.flatMap((one) => ['--report', one])],
        { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary },
      );
      expect(run.out).toContain(`${EXERCISES.length} exercises verified in `);
      expect(run.err).not.toContain('::error');
      expect(run.exitCode).toBe(0);

      const report = JSON.parse(await readFile(join(root, 'r/verify.json'), 'utf8')) as {
        exercises: { id: string; candidates: { role: string; verdicts: string[] }[] }[];
      };
      const starters = report.exercises.flatMap(({ candidates }) =>
        candidates.filter(({ role }) => role === 'starter'),
      );
      expect(starters).toHaveLength(4 * 4 + 3);
      // A starter that does not compile would teach nothing.
      expect(starters.filter(({ verdicts }) => !['WA', 'RTE'].includes(String(verdicts)))).toEqual(
        [],
      );
      expect(await readFile(join(root, 'r/verify.xml'), 'utf8')).toContain(
        'name="a-service" tests="13" failures="0" errors="0"',
      );
      const ctrf = JSON.parse(await readFile(join(root, 'r/ctrf.json'), 'utf8')) as {
        results: { summary: { failed: number; tests: number } };
      };
      expect(ctrf.results.summary).toMatchObject({ failed: 0, flaky: 0, suites: 7 });
      expect(await readFile(summary, 'utf8')).toContain('| ✅ a-service | 12/12 | 3 |');
    },
    TIMEOUT_MS,
  );
});

describe('what assay new refuses', () => {
  test.each([
    ['a folder that is there', ['a-program', '--kind', 'http'], 'exists already.'],
    ['in another phase too', ['a-program', '--kind', 'http', '--phase', '2'], 'exists already.'],
    ['no kind, and nobody to ask', ['other'], 'Add --kind, one of program, function, http, sql.'],
    ['no id', ['--kind', 'sql'], 'The id is missing.'],
    ['an id that is none', ['../up', '--kind', 'sql'], 'Use lower-case letters'],
    ['a topic of no phase', ['other', '--kind', 'sql', '--topic', 'relationl'], '"relational"?'],
    ['a phase of no roadmap', ['other', '--kind', 'sql', '--phase', '9'], '"9" is no phase'],
    ['a language of another kind', ['other', '--kind', 'sql', '--language', 'java'], 'in java.'],
    ['a class of services', ['other', '--kind', 'http', '--class'], '--kind function, not http'],
    ['an engine of functions', ['other', '--kind', 'function', '--engine', 'mysql'], 'kind sql'],
    ['a folder without roadmap', ['other', '--kind', 'sql', '--dir', 'phase-1'], 'roadmap.yaml in'],
  ])('%s', async (_, args, message) => {
    const run = await assay(['new', ...args]);
    expect(run.err).toContain(message);
    expect(run.exitCode).toBe(2);
  });
});

test('a title may be anything that a line of text can be', async () => {
  const title = 'Yes: "no" #1 - 50 % {{id}}';
  await assay(['new', 'odd-title', '--kind', 'program', '--title', title]);
  const folder = join(root, 'phase-1', 'odd-title');
  const run = await assay(['verify', folder, '--filter', 'accepted', '--json']);
  expect((JSON.parse(run.out) as VerifyReport).problems).toEqual([]);
  expect(await readFile(join(folder, 'statement.md'), 'utf8')).toMatch(`# ${title}\n`);
});

test('a problem is an annotation on GitHub, beside the line', async () => {
  const folder = join(root, 'phase-1', 'annotated');
  await assay(['new', 'annotated', '--kind', 'program']);
  await rm(join(folder, 'statement.md'));
  const run = await assay(['verify', 'phase-1/annotated'], { GITHUB_ACTIONS: 'true' });
  expect(run.err).toContain(
    '::error file=phase-1/annotated/statement.md,line=1,col=1,title=assay verify::The statement is missing or empty.%0AWrite it, in Markdown.\n',
  );
  expect(run.exitCode).toBe(1);
  const silent = await assay(['verify', folder, '--annotations', 'none'], {
    GITHUB_ACTIONS: 'true',
  });
  expect(silent.err).toBe('');
});
