import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { createEmptyDatabase, type CreatedDatabase } from '../support/database.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';

const START_TIMEOUT_MS = 240_000;
const TEST_TIMEOUT_MS = 60_000;
const CALCULATOR = join(repoRoot, 'exercises', 'phase-1', 'calculator');

let database: CreatedDatabase;
let home: string;
let env: Record<string, string>;
const services: ServiceProcess[] = [];

beforeAll(async () => {
  database = await createEmptyDatabase();
  home = await mkdtemp(join(tmpdir(), 'assay-e2e-'));
  const settings = {
    DATABASE_URL: database.url,
    ASSAY_PORT: '0',
    ASSAY_CACHE: join(home, 'cache'),
    ASSAY_CONCURRENCY: '1',
  };
  const api = await startService('api/main.ts', 'api-listening', settings);
  services.push(api, await startService('worker/main.ts', 'worker-ready', settings));
  env = {
    ...{ PATH: process.env['PATH'] ?? '', XDG_CONFIG_HOME: join(home, '.config') },
    ASSAY_SERVER: `http://127.0.0.1:${String(api.ready['port'])}`,
  };
}, START_TIMEOUT_MS);

afterAll(async () => {
  for (const service of services) await service.end();
  await database.drop();
  await rm(home, { recursive: true, force: true });
}, TEST_TIMEOUT_MS);

interface Run {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** `assay ARGS...` as a process of its own, as a learner starts it. */
const assay = async (folder: string, args: readonly string[], stdin = ''): Promise<Run> => {
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), join(repoRoot, 'cli', 'main.ts'), ...args],
    { cwd: join(home, folder), env },
  );
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  child.stdin.end(stdin);
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, out, err };
};

test(
  'from a new account to an accepted answer',
  async () => {
    const login = ['login', '--register', '-u', 'ada.lovelace', '--password-stdin'];
    expect(await assay('.', login, 'analytical engine\n')).toMatchObject({ exitCode: 0, err: '' });
    expect((await assay('.', ['list', '--phase', 'phase-1'])).out).toMatch(/· calculator /);
    expect(await assay('.', ['get', 'calculator'])).toMatchObject({ exitCode: 0 });

    const wrong = await assay('calculator', ['submit']);
    expect(wrong.exitCode).toBe(1);
    expect(wrong.out).toMatch(/^WA wrong answer {2}/);
    expect(wrong.out).toContain('output (- expected, + yours)');
    expect(wrong.err).toMatch(/running \d+ cases/);
    expect(wrong.out).not.toContain('\u{1b}');

    const answer = join(home, 'calculator', 'main.py');
    await copyFile(join(CALCULATOR, 'solutions', 'accepted', 'python', 'main.py'), answer);
    const tried = await assay('calculator', ['try']);
    expect(tried).toMatchObject({ exitCode: 0 });
    expect(tried.out).toContain('AC accepted  samples only, not scored');
    const right = await assay('calculator', ['submit', '--json']);
    expect(right.exitCode).toBe(0);
    expect(JSON.parse(right.out)).toMatchObject({ verdict: 'AC', score: 20, maxScore: 20 });

    expect((await assay('calculator', ['result'])).out).toMatch(/^AC accepted {2}20 of 20 points/);
    expect((await assay('.', ['progress'])).out).toMatch(/✓ calculator .* 20 \/ 20/);
    expect((await assay('.', ['submit', 'nothing.py'])).exitCode).toBe(2);
  },
  TEST_TIMEOUT_MS,
);

test(
  'what a program prints cannot act on the terminal',
  async () => {
    await mkdir(join(home, 'evil'));
    const program = `print('\\x1b]0;pwned\\x07\\x1b[2J\\x9b31m\\rAC accepted')`;
    await writeFile(join(home, 'evil', 'main.py'), `${program}\n`);
    const run = await assay('evil', ['try', '.', '--exercise', 'calculator']);
    expect(run.exitCode).toBe(1);
    expect(run.out).toContain('␛]0;pwned␇␛[2J\\u{9b}31m␍AC accepted');
    expect(run.out).not.toMatch(/(?!\n|\t)\p{Cc}/u);
    const raw = await assay('evil', ['result', '--json']);
    const { files } = JSON.parse(raw.out) as SubmissionResource;
    expect(files).toEqual([{ path: 'main.py', content: `${program}\n` }]);
    expect(await readFile(join(home, 'evil', 'main.py'), 'utf8')).toBe(`${program}\n`);
  },
  TEST_TIMEOUT_MS,
);
