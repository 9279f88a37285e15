import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { runSteps } from '../ui/run-steps.ts';
import type { Report } from '../ui/run-steps.ts';
import { canInstallPackages, installPackage } from './apt.ts';
import { distDir } from './dist-dir.ts';
import { ensureEngine, stopEngine } from './docker-engine.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { hasTool } from './run-tool.ts';
import { addCounts, readJestResult, summaryLine } from './test-summary.ts';
import type { TestCounts } from './test-summary.ts';

/** Tests wait for containers, leases and pages as often as they compute. */
const WORKERS = availableParallelism() + 1;

/**
 * The whole suite: gates, tests of units, of the service, of the sandbox, every exercise's
 * solutions; with arguments, Jest alone with these. The last line says how many tests passed and
 * failed. True where all is well.
 */
export const runTestSuite = async (jestArgs: readonly string[]): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-test-'));
  // Ctrl-C reaches the tools that run; we clean up after them.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  let daemon: ProcessIdentity | null = null;
  try {
    daemon = await prepare(folder);
    const counts = jestArgs.length > 0 ? await runSome(folder, jestArgs) : await runAll(folder);
    process.stdout.write(`\n${summaryLine(counts)}\n`);
    return counts.failed === 0;
  } finally {
    if (daemon !== null) await stopEngine(daemon);
    await rm(folder, { recursive: true, force: true });
    process.removeListener('SIGINT', ignore);
  }
};

/** Returns the Docker daemon where this started it. */
const prepare = async (folder: string): Promise<ProcessIdentity | null> => {
  let daemon: ProcessIdentity | null = null;
  await runSteps([
    {
      title: 'Docker engine',
      run: async (report) => {
        const engine = await ensureEngine(
          { engine: loadEngineConfig(), logFile: join(folder, 'dockerd.log') },
          report,
        );
        daemon = engine.daemon;
        return engine.version;
      },
    },
    { title: 'Redis', run: prepareRedis },
    { title: 'Browser', run: prepareBrowser },
  ]);
  return daemon;
};

/** The queue is tested on PostgreSQL and on Redis; the tests start a server of their own. */
const prepareRedis = async (report: Report): Promise<string> => {
  if (await hasTool('redis-server')) return 'redis-server is here';
  if (!(await canInstallPackages())) {
    return 'SKIPPED: redis-server is missing and cannot be installed without root on Debian or Ubuntu';
  }
  await installPackage('redis-server', report);
  return 'installed';
};

/** The pages are tested in a real Chromium. */
const prepareBrowser = async (report: Report): Promise<string> => {
  if (process.env['CHROMIUM'] || (await hasTool('chromium'))) return 'Chromium is here';
  if (!(await canInstallPackages())) {
    return 'Chromium is missing and cannot be installed without root on Debian or Ubuntu: the tests of the pages will fail. Set CHROMIUM to where one is';
  }
  await installPackage('chromium', report);
  return 'installed';
};

const runAll = async (folder: string): Promise<TestCounts> => {
  const check = await gate('Checks', 'npm', ['run', '--silent', 'check']);
  const unit = await jest(folder, 'unit', []);
  const service = await jest(folder, 'service', []);
  const sandbox = await jest(folder, 'sandbox', []);
  const main = join(distDir, 'cli', 'main.js');
  const verify = await gate('Exercises', process.execPath, [main, 'verify', 'exercises']);
  return addCounts([check, unit, service, sandbox, verify]);
};

const runSome = async (folder: string, args: readonly string[]): Promise<TestCounts> =>
  jest(folder, null, args);

/** Something that is not a test but must hold: it counts where it fails. */
const gate = async (title: string, file: string, args: readonly string[]): Promise<TestCounts> => {
  process.stdout.write(`\n${title}: ${[file, ...args].join(' ')}\n`);
  const code = await inForeground(file, args);
  if (code !== 0) process.stdout.write(`${title}: FAILED\n`);
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
};

const jest = async (
  folder: string,
  project: string | null,
  args: readonly string[],
): Promise<TestCounts> => {
  const resultFile = join(folder, `jest-${project ?? 'some'}.json`);
  const jestProgram = join(repoRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  process.stdout.write(`\nTests: ${project ?? args.join(' ')}\n`);
  const command = [
    '--experimental-vm-modules',
    jestProgram,
    '--json',
    // What a test leaves open must not hold CI for ever; Jest says that it had to.
    '--forceExit',
    `--outputFile=${resultFile}`,
    `--maxWorkers=${WORKERS}`,
    ...(project === null ? [] : ['--selectProjects', project]),
    ...args,
  ];
  // Jest reports on stderr.
  const code = await inForeground(process.execPath, command, 'ignore');
  const counts = await readJestResult(resultFile);
  // Something outside of the tests failed: a file that leaks, a threshold, a signal.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

/** Its output is ours; it has no input. */
const inForeground = (
  file: string,
  args: readonly string[],
  stdout: 'inherit' | 'ignore' = 'inherit',
): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: repoRoot,
      stdio: ['ignore', stdout, 'inherit'],
      env: testEnvironment(),
    });
    child.once('error', reject);
    child.once('close', resolve);
  });

const testEnvironment = (): NodeJS.ProcessEnv => {
  const env: NodeJS.ProcessEnv = { ...process.env, CI: 'true', NODE_NO_WARNINGS: '1' };
  // Tests make what they need; a database or server of the caller must never be theirs.
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'ASSAY_SERVER', 'ASSAY_TOKEN', 'NODE_ENV']) {
    Reflect.deleteProperty(env, name);
  }
  return env;
};
