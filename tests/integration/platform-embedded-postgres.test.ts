import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';

const TIMEOUT_MS = 60_000;
const CLUSTER = 'cluster-18';
let root: string;
let dataDir: string;
const servers: EmbeddedPostgres[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-embedded-'));
  await chmod(root, 0o755);
  dataDir = join(root, 'data', 'postgres');
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await rm(root, { recursive: true, force: true });
});

const start = async (): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ dataDir });
  servers.push(server);
  return server;
};

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

const goneBy = async (pid: number): Promise<void> => {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('the embedded PostgreSQL', () => {
  test(
    'starts, keeps its data over a stop, a crash and a vanished parent',
    async () => {
      const first = await start();
      await query(first.url, 'CREATE TABLE t AS SELECT 42 AS answer');
      const durable = `SELECT current_setting('fsync') AS fsync,
        current_setting('synchronous_commit') AS commit, current_setting('listen_addresses') AS at`;
      expect(await query(first.url, durable)).toEqual([
        { fsync: 'on', commit: 'on', at: '127.0.0.1' },
      ]);

      // A second start finds the server that runs already, as after the parent was killed.
      const adopted = await start();
      expect({ url: adopted.url, pid: adopted.pid }).toEqual({ url: first.url, pid: first.pid });
      await first.stop();
      await goneBy(first.pid);

      const second = await start();
      expect(second.pid).not.toBe(first.pid);
      expect(await query(second.url, 'SELECT answer FROM t')).toEqual([{ answer: 42 }]);

      process.kill(second.pid, 'SIGKILL');
      await goneBy(second.pid);
      expect(await stat(join(dataDir, CLUSTER, 'postmaster.pid'))).toBeDefined();
      const third = await start();
      expect(await query(third.url, 'SELECT answer FROM t')).toEqual([{ answer: 42 }]);
      await third.stop();

      // The number in a stale postmaster.pid belongs to another program by now.
      const file = join(dataDir, CLUSTER, 'postmaster.pid');
      await writeFile(file, `${process.pid}\n${join(dataDir, CLUSTER)}\n1\n5432\n\n\n\nready\n`);
      const fourth = await start();
      expect(fourth.pid).not.toBe(process.pid);
      expect(await query(fourth.url, 'SELECT answer FROM t')).toEqual([{ answer: 42 }]);
    },
    TIMEOUT_MS,
  );

  test(
    'an interrupted initialisation leaves nothing that a later start trips over',
    async () => {
      const leftover = join(dataDir, '.initialising-2147483646');
      await mkdir(leftover, { recursive: true });
      await writeFile(join(leftover, 'PG_VERSION'), '18\n');
      await writeFile(`${leftover}.password`, 'secret');
      const { url } = await start();
      expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect((await readdir(dataDir)).sort()).toEqual([CLUSTER, 'postgres.log']);
    },
    TIMEOUT_MS,
  );

  test(
    'its password is random, readable for its owner alone, and demanded',
    async () => {
      const { url } = await start();
      const { password } = new URL(url);
      const file = join(dataDir, CLUSTER, 'assay-password');
      expect(await readFile(file, 'utf8')).toBe(password);
      expect(password.length).toBeGreaterThanOrEqual(32);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      await expect(query(url.replace(password, 'guess'), 'SELECT 1')).rejects.toThrow(/password/);
    },
    TIMEOUT_MS,
  );

  test(
    'a folder that others cannot enter is no obstacle, for root neither',
    async () => {
      await chmod(root, 0o700);
      const { url } = await start();
      expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await servers.pop()?.stop();
      const where = await readFile(join(dataDir, 'WHERE.txt'), 'utf8').catch(() => '');
      const home = /data is in (\S+)/.exec(where)?.[1];
      if (home !== undefined) await rm(home, { recursive: true, force: true });
    },
    TIMEOUT_MS,
  );

  test(
    'a start that fails says why',
    async () => {
      await (await start()).stop();
      servers.length = 0;
      const settings = { shared_buffers: 'plenty' };
      await expect(startEmbeddedPostgres({ dataDir, settings })).rejects.toThrow(
        /did not start.*postgres\.log[\s\S]*shared_buffers/,
      );
    },
    TIMEOUT_MS,
  );

  test(
    'outlives a Ctrl-C in the terminal, which reaches its whole process group',
    async () => {
      const script = join(process.cwd(), 'tests/support/postgres-parent.ts');
      const parent = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '' },
        detached: true,
      });
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const url = line.toString().trim();
      process.kill(-(parent.pid ?? 0), 'SIGINT');
      await once(parent, 'exit');
      expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect((await start()).url).toBe(url);
    },
    TIMEOUT_MS,
  );
});
