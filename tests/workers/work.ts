import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SubmitRequest } from '../../grading/resource/resources.ts';
import { repoRoot } from '../../platform/config/paths.ts';

/** What is handed in, and what must come of it. */
export interface Work {
  readonly name: string;
  /** What a worker must offer for it (grading/job/runtime-name.ts). */
  readonly runtime: string;
  readonly verdicts: readonly string[];
  readonly body: SubmitRequest;
}

const GOLDEN = join(repoRoot, 'tests', 'golden');
const SQL_EXERCISE = 'silent-members';
const ROADMAP = `phases:
  - id: phase-1
    title: Workers
    topics:
      - { id: control-flow, title: Control flow }
      - { id: relational, title: Relational databases }
`;

/** Exercises for the API alone: the workers get them through the database. */
export async function writeExercises(folder: string): Promise<string> {
  const exercises = join(folder, 'exercises');
  const phase = join(exercises, 'phase-1');
  await mkdir(phase, { recursive: true });
  await writeFile(join(exercises, 'roadmap.yaml'), ROADMAP);
  await cp(join(GOLDEN, 'exercises', 'phase-1'), phase, { recursive: true });
  const sql = join(repoRoot, 'exercises', 'phase-1', SQL_EXERCISE);
  await cp(sql, join(phase, SQL_EXERCISE), { recursive: true });
  return exercises;
}

/** Of each language some: right, wrong, not to be compiled, throwing, ending with a code. */
const KINDS =
  /^(accepted|wrong-answer|partly-right|does-not-compile|throws|exits-3|writes-nothing)-/;

/** All that there is, of the languages and of SQL. */
export async function readWork(
  languages: readonly string[],
  kinds = KINDS,
): Promise<readonly Work[]> {
  const folder = join(GOLDEN, 'submissions');
  const names = (await readdir(folder)).filter((name) => kinds.test(name));
  const golden = await Promise.all(names.map((name) => readGolden(join(folder, name), name)));
  return [...golden.filter(({ runtime }) => languages.includes(runtime)), ...(await readSql())];
}

async function readGolden(folder: string, name: string): Promise<Work> {
  const expected = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')) as {
    readonly language: SubmitRequest['language'];
    readonly verdict: string;
    readonly alternatives?: readonly string[];
  };
  const { language, verdict, alternatives = [] } = expected;
  const paths = (await readdir(folder)).filter((path) => path !== 'expected.json');
  const files = await Promise.all(
    paths.map(async (path) => ({ path, content: await readFile(join(folder, path), 'utf8') })),
  );
  return {
    ...{ name, runtime: language, verdicts: [verdict, ...alternatives] },
    body: { exerciseId: 'echo-sum', language, files },
  };
}

async function readSql(): Promise<Work[]> {
  const solutions = join(repoRoot, 'exercises', 'phase-1', SQL_EXERCISE, 'solutions');
  const sources = [
    ['accepted/left-join.sql', 'AC'],
    ['wrong_answer/inner-join.sql', 'WA'],
    ['run_time_error/misspelt-column.sql', 'RTE'],
  ] as const;
  return Promise.all(
    sources.map(async ([path, verdict]) => ({
      ...{ name: path, runtime: 'sqlite', verdicts: [verdict] },
      body: {
        ...{ exerciseId: SQL_EXERCISE, language: 'sql' as const },
        files: [{ path: 'main.sql', content: await readFile(join(solutions, path), 'utf8') }],
      },
    })),
  );
}
