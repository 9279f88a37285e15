import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { repoRoot } from '../../platform/config/paths.ts';
import { createEmptyDatabase } from '../support/database.ts';
import type { CreatedDatabase } from '../support/database.ts';

const START_TIMEOUT_MS = 60_000;

let database: CreatedDatabase;
let folder: string;
let child: ChildProcess;
let origin: string;
type Line = Readonly<Record<string, unknown>>;
const waiting: { event: string; resolve: (line: Line) => void }[] = [];

const nextEvent = (event: string): Promise<Line> =>
  new Promise((resolve) => waiting.push({ event, resolve }));

const onLine = (text: string): void => {
  const line = JSON.parse(text) as Line;
  const index = waiting.findIndex(({ event }) => event === line['event']);
  if (index >= 0) waiting.splice(index, 1)[0]?.resolve(line);
};

beforeAll(async () => {
  database = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'assay-api-main-'));
  await cp(join(repoRoot, 'exercises', 'roadmap.yaml'), join(folder, 'roadmap.yaml'));
  const listening = nextEvent('api-listening');
  child = spawn(process.execPath, ['--import', 'tsx', 'api/main.ts'], {
    cwd: repoRoot,
    env: {
      ...{ PATH: process.env['PATH'], DATABASE_URL: database.url },
      ...{ ASSAY_PORT: '0', ASSAY_EXERCISES: folder },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout! }).on('line', onLine);
  origin = `http://127.0.0.1:${String((await listening)['port'])}`;
}, START_TIMEOUT_MS);

afterAll(async () => {
  child.kill('SIGKILL');
  await database.drop();
  await rm(folder, { recursive: true });
});

const get = async (path: string): Promise<{ status: number; json: unknown }> => {
  const response = await fetch(`${origin}/api/v1/${path}`);
  return { status: response.status, json: await response.json() };
};

test('migrates, listens, loads exercises again on SIGHUP, and stops on SIGTERM with 0', async () => {
  const before = await get('ready');
  expect(before.status).toBe(503);
  expect(before.json).toMatchObject({
    checks: { database: 'ok', queue: 'ok', exercises: 'failing' },
  });

  const exercise = join('phase-1', 'calculator');
  await cp(join(repoRoot, 'exercises', exercise), join(folder, exercise), { recursive: true });
  const loaded = nextEvent('exercises-loaded');
  child.kill('SIGHUP');
  expect(await loaded).toMatchObject({ count: 1, changed: ['calculator'] });
  expect(await get('ready')).toMatchObject({ status: 200 });

  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});
