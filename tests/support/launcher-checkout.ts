import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repoRoot } from '../../platform/config/paths.ts';

/**
 * A checkout that is small enough to install and compile often: the real launcher, the real npm,
 * and two packages from folders: `typescript`, whose tsc writes a main.js that prints its arguments,
 * and `vite`.
 */
export interface LauncherCheckout {
  readonly root: string;
  run(args?: readonly string[], options?: RunOptions): Promise<LauncherResult>;
  write(path: string, content: string): Promise<void>;
  /** How often the compiler has run. */
  builds(): Promise<number>;
  /** Gives the compiler another version, in the lock file too. */
  changePackages(version: string): Promise<void>;
  remove(): Promise<void>;
}

export interface RunOptions {
  readonly launcher?: string;
  readonly cwd?: string;
  /** Put before the caller's PATH. */
  readonly pathFolder?: string;
}

export interface LauncherResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const COMPILER = `
const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('builds.log', 'built\\n');
if (existsSync('cli/broken.ts')) {
  console.log('cli/broken.ts(1,1): error TS1005: expected.');
  process.exit(2);
}
mkdirSync('dist/cli', { recursive: true });
writeFileSync('dist/cli/main.js', 'console.log(JSON.stringify(process.argv.slice(2)))');
`;

const BUNDLER = `
const { mkdirSync, writeFileSync } = require('node:fs');
mkdirSync('dist/web', { recursive: true });
writeFileSync('dist/web/index.html', process.argv.slice(2).join(' '));
`;

const DEPENDENCIES = { typescript: 'file:vendor', vite: 'file:bundler' };

const compilerPackage = (version: string): string =>
  JSON.stringify({ name: 'typescript', version });

const lockFile = (version: string): string =>
  JSON.stringify({
    name: 'small',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'small', version: '1.0.0', dependencies: DEPENDENCIES },
      'node_modules/typescript': { resolved: 'vendor', link: true },
      'node_modules/vite': { resolved: 'bundler', link: true },
      vendor: { name: 'typescript', version },
      bundler: { name: 'vite', version: '1.0.0' },
    },
  });

export const createLauncherCheckout = async (): Promise<LauncherCheckout> => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'assay-launcher-')));
  const write = async (path: string, content: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  };
  const changePackages = async (version: string): Promise<void> => {
    await write('vendor/package.json', compilerPackage(version));
    await write('package-lock.json', lockFile(version));
  };
  await cp(join(repoRoot, 'assay'), join(root, 'assay'));
  await mkdir(join(root, 'cli', 'setup'), { recursive: true });
  const helper = join('cli', 'setup', 'packages-current.mjs');
  await cp(join(repoRoot, helper), join(root, helper));
  await write(
    'package.json',
    JSON.stringify({ name: 'small', version: '1.0.0', dependencies: DEPENDENCIES }),
  );
  await write('vendor/bin/tsc', COMPILER);
  await write('bundler/bin/vite.js', BUNDLER);
  await write('bundler/package.json', JSON.stringify({ name: 'vite', version: '1.0.0' }));
  await write('cli/main.ts', '');
  await write('tsconfig.json', '{}');
  await write('tsconfig.build.json', '{}');
  await changePackages('1.0.0');
  return {
    root,
    write,
    changePackages,
    run: (args = [], options = {}) =>
      runProgram(options.launcher ?? join(root, 'assay'), args, options),
    builds: async () => {
      const log = await readFile(join(root, 'builds.log'), 'utf8').catch(() => '');
      return log.split('\n').length - 1;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
};

const runProgram = (
  file: string,
  args: readonly string[],
  { cwd = '/', pathFolder }: RunOptions,
): Promise<LauncherResult> =>
  new Promise((resolve, reject) => {
    const path = process.env['PATH'] ?? '';
    const child = spawn(file, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: pathFolder === undefined ? path : `${pathFolder}:${path}` },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
