import { readFile } from 'node:fs/promises';
import { CliError, EXIT } from '../client/cli-error.ts';
import type { Report } from '../ui/run-steps.ts';
import { hasTool, runTool } from './run-tool.ts';

/** How long to wait for another apt that holds the lock (unattended upgrades after a boot). */
const LOCK_TIMEOUT_S = 300;

/** Whether packages can be installed without asking anybody: Debian or Ubuntu, as root. */
export const canInstallPackages = async (): Promise<boolean> =>
  process.getuid?.() === 0 && (await isDebian()) && (await hasTool('apt-get'));

export const isDebian = async (): Promise<boolean> => {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release);
};

/** Installs a Debian package; one that is installed already costs a second. */
export const installPackage = async (
  name: string,
  report: Report,
  signal?: AbortSignal,
): Promise<void> => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const lock = `DPkg::Lock::Timeout=${LOCK_TIMEOUT_S}`;
  const commands = [
    // Mends what an interrupted installation left.
    ['dpkg', '--configure', '-a'],
    ['apt-get', '-o', lock, 'update'],
    ['apt-get', '-o', lock, 'install', '--yes', '--no-install-recommends', name],
  ] as const;
  for (const [file, ...args] of commands) {
    report(`${file} ${args.filter((word) => word !== '-o' && word !== lock).join(' ')}`);
    const { code, output } = await runTool(file, args, { env, signal, onLine: report });
    // A mirror that is away may not matter: the package lists may be there from before.
    if (code !== 0 && args.at(-1) !== 'update') {
      throw new CliError(
        `Installing ${name} failed:\n${output}`,
        EXIT.server,
        `Install it by hand (apt-get install ${name}) and run this command again.`,
      );
    }
  }
};
