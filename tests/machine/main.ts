import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listImages } from '../../cli/setup/images.ts';
import { hasTool } from '../../cli/setup/run-tool.ts';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { connectEngine } from '../../worker/sandbox/engine.ts';
import { copyImages } from '../workers/extra-engine.ts';
import { testImages } from '../support/warden-cell.ts';
import { makeDisk } from './disk.ts';
import { startMachine, type VirtualMachine } from './virtual-machine.ts';

/**
 * `npm run machine`: the sandbox's tests on another kernel than this machine's. Makes a Debian 12 from
 * its packages (control groups of version 2, systemd, AppArmor, the distribution's own kernel), starts
 * it in QEMU, copies the images into its Docker engine and runs the tests of the warden, the canary and
 * the attacks there. `npm run machine -- tests/security/sql` runs others. Ends with Jest's exit code.
 *
 * Needs root, Docker with the sandbox images built, mmdebstrap, mke2fs and qemu-system-x86_64. Takes
 * about a quarter of an hour, since the machine is emulated.
 */
const TESTS = [
  ...['warden-limits', 'warden-keeps', 'warden-laps', 'warden-streams', 'sandbox-canary'],
  ...['sandbox-attacks', 'kernel-doors'],
];
/** No test is about time; an emulated machine takes ten times as long as its host. */
const TEST_TIMEOUT_MS = 600_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function assertTools(): Promise<void> {
  for (const tool of ['mmdebstrap', 'mke2fs', 'qemu-system-x86_64', 'docker']) {
    if (!(await hasTool(tool))) throw new Error(`${tool} is not installed.`);
  }
}

const runJest = async (host: string, patterns: readonly string[]): Promise<number> => {
  const child = spawn(
    process.execPath,
    [
      ...['--experimental-vm-modules', join(repoRoot, 'node_modules', 'jest', 'bin', 'jest.js')],
      ...['--runInBand', '--verbose', `--testTimeout=${TEST_TIMEOUT_MS}`, ...patterns],
    ],
    { cwd: repoRoot, stdio: 'inherit', env: { ...process.env, DOCKER_HOST: host } },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
};

async function main(): Promise<void> {
  await assertTools();
  const folder = await mkdtemp(join(tmpdir(), 'assay-machine-'));
  let machine: VirtualMachine | null = null;
  try {
    say('making a Debian 12 ...');
    const disk = await makeDisk(folder);
    say('starting it ...');
    machine = await startMachine(disk, join(folder, 'console.log'));
    const env = { DOCKER_HOST: machine.host };
    const { version, cgroupVersion } = await connectEngine(loadEngineConfig(env)).info();
    say(`Docker ${version}, control groups of version ${String(cgroupVersion)}`);
    const tags = [...(await listImages()).map(({ tag }) => tag), ...(await testImages())];
    say(`copying ${tags.join(', ')} ...`);
    await copyImages(tags, env);
    const args = process.argv.slice(2);
    process.exitCode = await runJest(machine.host, args.length > 0 ? args : TESTS);
  } finally {
    await machine?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
