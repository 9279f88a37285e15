import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dataDirectory } from '../../cli/setup/data-directory.ts';
import { isRunning } from '../../cli/setup/process-identity.ts';
import type { ProcessIdentity } from '../../cli/setup/process-identity.ts';
import { readState } from '../../cli/setup/run-state.ts';
import type { RunState } from '../../cli/setup/run-state.ts';
import type { Status } from '../../cli/setup/status.ts';
import { AssayProcess, runAssay, until } from '../support/assay-process.ts';
import { freePort } from '../support/free-port.ts';

/** One data directory through its life: the tests build on one another, in this order. */
const FIRST_UP_MS = 15 * 60_000;
const UP_MS = 120_000;
const STOP_MS = 60_000;
const RUNNING = /Assay is running at/;
const OWNER_ONLY = 0o600;
const PERMISSIONS = 0o777;

let home: string;
let data: string;
let port: number;
let env: NodeJS.ProcessEnv;
let up: AssayProcess;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'assay-up-'));
  // The database's account must be able to walk to the data.
  await chmod(home, 0o755);
  data = join(home, 'data');
  port = await freePort();
  env = { ...process.env, XDG_CONFIG_HOME: join(home, 'config'), NO_COLOR: '1' };
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'ASSAY_SERVER', 'ASSAY_TOKEN', 'NODE_OPTIONS']) {
    Reflect.deleteProperty(env, name);
  }
  // Compiles, so that no test waits for it.
  expect((await runAssay(['--version'], env)).output).toMatch(/\d+\.\d+\.\d+/);
}, FIRST_UP_MS);

afterAll(async () => {
  await runAssay(['down', '--data', data], env);
  await rm(home, { recursive: true, force: true });
}, STOP_MS);

const assay = (...args: string[]): ReturnType<typeof runAssay> =>
  runAssay([...args, '--data', data], env);

const stateNow = async (): Promise<RunState> => {
  const state = await readState(dataDirectory(data));
  if (state === null) throw new Error('Nothing is running.');
  return state;
};

const statusNow = async (): Promise<Status> =>
  JSON.parse((await assay('status', '--json')).stdout) as Status;

const processesOf = ({ supervisor, services, postgres, guard }: RunState): ProcessIdentity[] =>
  [supervisor, services.api, services.worker, postgres, guard].filter((one) => one !== undefined);

const allGone = async (processes: readonly ProcessIdentity[]): Promise<boolean> =>
  (await Promise.all(processes.map(isRunning))).every((running) => !running);

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & PERMISSIONS;

describe('assay up', () => {
  test(
    'from nothing to a graded submission and a URL',
    async () => {
      up = new AssayProcess(['up', '--data', data, '--port', String(port)], env);
      await up.printed(RUNNING, FIRST_UP_MS);
      expect(up.output).toMatch(/AC accepted +\d+ of \d+ points/);
      expect(up.output).toContain(`http://127.0.0.1:${port}`);
      expect(await statusNow()).toMatchObject({ state: 'ready', running: { ready: true } });
      expect(processesOf(await stateNow())).toHaveLength(5);
    },
    FIRST_UP_MS,
  );

  test('leaves the command line logged in, and its secrets to their owner alone', async () => {
    const list = await runAssay(['list', '--json'], env);
    expect(list.code).toBe(0);
    expect(JSON.parse(list.stdout)).toHaveProperty('items.0.id');
    const { configFile, stateFile } = dataDirectory(data);
    const credentials = join(home, 'config', 'assay', 'credentials.json');
    for (const path of [configFile, stateFile, credentials]) {
      expect(await modeOf(path)).toBe(OWNER_ONLY);
    }
    const { demo } = JSON.parse(await readFile(configFile, 'utf8')) as {
      demo: { password: string; token: string };
    };
    expect(up.output).not.toContain(demo.password);
    expect(up.output).not.toContain(demo.token);
  }, 30_000);

  test('a second up says where it runs, and changes nothing', async () => {
    const before = await stateNow();
    const second = await assay('up');
    expect(second).toMatchObject({ code: 0 });
    expect(second.stdout).toContain(`already running at http://127.0.0.1:${port}`);
    expect(await stateNow()).toEqual(before);
  }, 30_000);

  test('a taken port is named, with what to do', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const taken = (other.address() as AddressInfo).port;
    const elsewhere = join(home, 'elsewhere');
    const result = await runAssay(['up', '--data', elsewhere, '--port', String(taken)], env);
    other.close();
    expect(result.code).toBe(2);
    expect(result.output).toContain(`Port ${taken} of 127.0.0.1 is taken`);
    expect(result.output).toContain(`--port ${taken + 1}`);
  }, 30_000);

  test(
    'a worker that is killed is started again',
    async () => {
      const { services } = await stateNow();
      process.kill(services.worker?.pid ?? 0, 'SIGKILL');
      await up.printed(/the worker ended \(SIGKILL\); starting it again/, UP_MS);
      await until('there is a new worker', UP_MS, async () => {
        const { worker } = (await stateNow()).services;
        return worker !== undefined && worker.pid !== services.worker?.pid;
      });
    },
    UP_MS,
  );

  test(
    'Ctrl-C stops all of it in order, and leaves no process',
    async () => {
      const processes = processesOf(await stateNow());
      up.signal('SIGINT');
      expect(await up.end()).toBe(0);
      expect(up.output).toMatch(/Stopped worker, API, database in [\d.]+ s/);
      expect(await allGone(processes)).toBe(true);
      expect(await statusNow()).toMatchObject({ state: 'stopped', running: null });
    },
    STOP_MS,
  );

  test(
    '--detach goes on in the background, on the same data',
    async () => {
      const result = await assay('up', '--detach', '--no-sample', '--port', String(port));
      expect(result.code).toBe(0);
      expect(result.stdout).toMatch(RUNNING);
      expect(result.stdout).not.toContain('accepted');
      const progress = await runAssay(['result', '--json'], env);
      expect(JSON.parse(progress.stdout)).toMatchObject({ verdict: 'AC' });
    },
    UP_MS,
  );

  test(
    'a supervisor that is killed takes its processes with it; the next up goes on',
    async () => {
      const before = await stateNow();
      process.kill(before.supervisor.pid, 'SIGKILL');
      await until('nothing of it runs', STOP_MS, () => allGone(processesOf(before)));
      expect(await statusNow()).toMatchObject({ state: 'crashed' });
      expect((await assay('up', '--detach', '--port', String(port))).stdout).toMatch(/AC accepted/);
    },
    UP_MS + STOP_MS,
  );

  test(
    'the next up, at once after a kill, takes over what is still there',
    async () => {
      const before = await stateNow();
      process.kill(before.supervisor.pid, 'SIGKILL');
      const result = await assay('up', '--detach', '--port', String(port));
      expect(result.output).toMatch(/AC accepted/);
      const { supervisor } = await stateNow();
      expect(supervisor.pid).not.toBe(before.supervisor.pid);
    },
    UP_MS,
  );

  test(
    'down stops a running one; nothing runs, and nothing to stop is no fault',
    async () => {
      const processes = processesOf(await stateNow());
      expect(await assay('down')).toMatchObject({ code: 0 });
      expect(await allGone(processes)).toBe(true);
      const again = await assay('down');
      expect(again.code).toBe(0);
      expect(again.stdout).toContain('Nothing is running');
    },
    STOP_MS,
  );
});
