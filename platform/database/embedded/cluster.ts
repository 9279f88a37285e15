import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '../../error-code.ts';
import { canReach } from './account.ts';
import type { Account } from './account.ts';
import { REACHABLE_HOME } from './binaries.ts';
import type { PostgresBinaries } from './binaries.ts';

export const SUPERUSER = 'assay';
/** Stands in the folder's name, so that a next major version never opens this one's files. */
const MAJOR_VERSION = 18;
const PASSWORD_FILE = 'assay-password';
const PASSWORD_BYTES = 24;
const INITIALISING = '.initialising-';
/** How much of initdb's complaint an error repeats. */
const SHOWN_OUTPUT_LENGTH = 2000;

/** One PostgreSQL data directory, initialised. */
export interface Cluster {
  /** PGDATA. */
  readonly dir: string;
  readonly logFile: string;
  readonly password: string;
}

/** Runs a program to its end as the server's account; rejects with what it printed. */
const runAs = (account: Account | null, file: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
    // Its own process group: a Ctrl-C in the terminal is ours to handle, not initdb's.
    const child = spawn(file, args, { ...account, cwd: '/', env, detached: true });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-SHOWN_OUTPUT_LENGTH);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${file} ended with ${signal ?? `exit code ${code}`}:\n${output}`));
    });
  });

/**
 * Where the files lie: in `dataDir`, unless root started us and the server's account cannot reach
 * it (a clone in /root): then in a folder of their own below /var/lib/assay, one for each dataDir.
 */
export const clusterHome = async (dataDir: string, account: Account | null): Promise<string> => {
  // The mode is for the last folder alone: the account must be able to pass those above.
  await mkdir(dirname(dataDir), { recursive: true, mode: 0o755 });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const real = await realpath(dataDir);
  if (account === null || (await canReach(real, account))) return real;
  const name = createHash('sha256').update(real).digest('hex').slice(0, 12);
  const home = join(REACHABLE_HOME, `data-${name}`);
  await mkdir(REACHABLE_HOME, { recursive: true, mode: 0o755 });
  await mkdir(home, { recursive: true, mode: 0o700 });
  await writeFile(
    join(real, 'WHERE.txt'),
    `The PostgreSQL account cannot enter ${dirname(real)}; the data is in ${home}\n`,
  );
  return home;
};

const initialise = async (
  home: string,
  dir: string,
  binaries: PostgresBinaries,
  account: Account | null,
): Promise<void> => {
  const partial = join(home, `${INITIALISING}${process.pid}`);
  const passwordSource = `${partial}.password`;
  const own = async (path: string): Promise<void> => {
    if (account !== null) await chown(path, account.uid, account.gid);
  };
  try {
    await mkdir(partial, { mode: 0o700 });
    await writeFile(passwordSource, randomBytes(PASSWORD_BYTES).toString('base64url'), {
      mode: 0o600,
    });
    await Promise.all([own(partial), own(passwordSource)]);
    await runAs(account, binaries.initdb, [
      `--pgdata=${partial}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordSource}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Built in, so that order and case never depend on the machine's own libraries.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ]);
    await rename(passwordSource, join(partial, PASSWORD_FILE));
    // The last step: a cluster is either whole or not there.
    await rename(partial, dir);
  } finally {
    await rm(partial, { recursive: true, force: true });
    await rm(passwordSource, { force: true });
  }
};

/** Remains of an initialisation whose process is gone. */
const removeInterrupted = async (home: string): Promise<void> => {
  for (const name of await readdir(home)) {
    if (!name.startsWith(INITIALISING)) continue;
    const pid = Number.parseInt(name.slice(INITIALISING.length), 10);
    if (pid === process.pid || !isAlive(pid)) {
      await rm(join(home, name), { recursive: true, force: true });
    }
  }
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

export const prepareCluster = async (
  dataDir: string,
  binaries: PostgresBinaries,
  account: Account | null,
  onProgress: (message: string) => void,
): Promise<Cluster> => {
  const home = await clusterHome(dataDir, account);
  await chmod(home, 0o700);
  if (account !== null) await chown(home, account.uid, account.gid);
  const dir = join(home, `cluster-${MAJOR_VERSION}`);
  const readPassword = (): Promise<string> => readFile(join(dir, PASSWORD_FILE), 'utf8');
  const password = await readPassword().catch(async (error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
    await removeInterrupted(home);
    onProgress('creating the database');
    await initialise(home, dir, binaries, account);
    return readPassword();
  });
  return { dir, logFile: join(home, 'postgres.log'), password: password.trim() };
};
