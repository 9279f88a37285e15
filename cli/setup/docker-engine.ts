import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineConfig } from '../../platform/config/config.ts';
import { DEFAULT_SOCKET } from '../../worker/sandbox/engine-address.ts';
import { EngineError } from '../../worker/sandbox/engine-errors.ts';
import { connectEngine } from '../../worker/sandbox/engine.ts';
import { CliError, EXIT } from '../client/cli-error.ts';
import type { Report } from '../ui/run-steps.ts';
import { canInstallPackages, installPackage, isDebian } from './apt.ts';
import { errorCode } from '../../platform/error-code.ts';
import { endProcess, identify, isRunning } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { logTail } from './rotating-log.ts';
import { hasTool, runTool } from './run-tool.ts';

export interface EngineOptions {
  readonly engine: EngineConfig;
  /** What the engine prints goes here, if we start it. */
  readonly logFile: string;
  readonly signal?: AbortSignal;
}

export interface ReadyEngine {
  readonly version: string;
  /** The daemon, where this call started it and so has to stop it; null for anybody else's. */
  readonly daemon: ProcessIdentity | null;
}

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 200;
const STOP_GRACE_MS = 15_000;
/** Where the kernel or a container allows no bridge or packet filter; sandboxes need neither. */
const WITHOUT_NETWORK = ['--bridge=none', '--iptables=false', '--ip6tables=false'];

/**
 * Makes sure that a Docker engine answers. Where none does, and we are root on Debian or Ubuntu, it
 * is installed; as root anywhere it is started. Else the error says exactly what to do.
 */
export const ensureEngine = async (
  options: EngineOptions,
  report: Report,
): Promise<ReadyEngine> => {
  const { dockerHost } = options.engine;
  const answer = await askEngine(options.engine);
  if (answer.version !== null) return { version: answer.version, daemon: null };
  const isOurs = dockerHost === null || dockerHost === `unix://${DEFAULT_SOCKET}`;
  // Somebody else's engine, or one that this user may not use: the reason says what to do.
  if (!isOurs || answer.forbidden) throw new CliError(answer.reason, EXIT.server);
  if (process.platform !== 'linux' || process.getuid?.() !== 0) throw await howToGetEngine();
  if (!(await hasTool('dockerd'))) {
    if (!(await canInstallPackages())) throw await howToGetEngine();
    await installPackage('docker.io', report, options.signal);
  }
  return startEngine(options, report);
};

type Answer =
  | { readonly version: string }
  | { readonly version: null; readonly reason: string; readonly forbidden: boolean };

/** A real answer, not merely an open socket. */
const askEngine = async (engine: EngineConfig): Promise<Answer> => {
  try {
    const { version } = await connectEngine(engine).info();
    return { version };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { cause, message } = error;
    const code = errorCode(cause) ?? '';
    return { version: null, reason: message, forbidden: ['EACCES', 'EPERM'].includes(code) };
  }
};

const howToGetEngine = async (): Promise<CliError> => {
  const debian = await isDebian();
  const steps =
    process.platform !== 'linux'
      ? 'Install Docker Desktop (https://docs.docker.com/get-docker/) or colima, and start it.'
      : debian
        ? 'Run: sudo apt-get install docker.io && sudo usermod -aG docker "$USER"\n' +
          '     sudo systemctl start docker    (or: sudo service docker start)\n' +
          'then log out and in. As root this command does it by itself.'
        : 'Install it: https://docs.docker.com/engine/install/ and start it: systemctl start docker';
  return new CliError(
    'No Docker engine answers on this machine, and submissions run in its containers.',
    EXIT.server,
    `${steps}\nThen run this command again. For an engine elsewhere set DOCKER_HOST.`,
  );
};

const startEngine = async (options: EngineOptions, report: Report): Promise<ReadyEngine> => {
  // The package may have started it.
  if (existsSync('/run/systemd/system')) {
    report('systemctl start docker');
    await runTool('systemctl', ['start', 'docker'], { signal: options.signal, onLine: report });
    const version = await waitForEngine(options, null);
    if (version !== null) return { version, daemon: null };
    throw new CliError(
      'Docker was asked to start (systemctl start docker) and does not answer.',
      EXIT.server,
      'See: journalctl -u docker -n 50',
    );
  }
  for (const flags of [[], WITHOUT_NETWORK]) {
    report(['dockerd', ...flags].join(' '));
    const daemon = await spawnDaemon(flags, options.logFile);
    const version = await waitForEngine(options, daemon);
    if (version !== null) return { version, daemon };
    await endProcess(daemon, STOP_GRACE_MS);
  }
  throw new CliError(
    `The Docker engine does not start. Its log (${options.logFile}) ends:\n` +
      (await logTail(options.logFile)),
    EXIT.server,
    'In a container: start it with --privileged, or set DOCKER_HOST to an engine outside.',
  );
};

const spawnDaemon = async (flags: readonly string[], logFile: string): Promise<ProcessIdentity> => {
  const log = await open(logFile, 'a', 0o600);
  try {
    const child = spawn('dockerd', flags, {
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      cwd: '/',
    });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    const identity = child.pid === undefined ? null : await identify(child.pid);
    // Ended at once: any identity will do, the wait sees that it is gone.
    return identity ?? { pid: child.pid ?? 0, started: 'ended' };
  } finally {
    await log.close();
  }
};

/** The engine's version once it answers; null where it ended or took too long. */
const waitForEngine = async (
  { engine, signal }: EngineOptions,
  daemon: ProcessIdentity | null,
): Promise<string | null> => {
  const deadline = Date.now() + START_TIMEOUT_MS;
  try {
    while (Date.now() < deadline) {
      const { version } = await askEngine(engine);
      if (version !== null) return version;
      if (daemon !== null && !(await isRunning(daemon))) return null;
      await sleep(POLL_MS, undefined, { signal });
    }
  } catch (error) {
    // Ctrl-C: what we started goes with us.
    if (daemon !== null) await endProcess(daemon, STOP_GRACE_MS);
    throw error;
  }
  return null;
};

export const stopEngine = (daemon: ProcessIdentity): Promise<void> =>
  endProcess(daemon, STOP_GRACE_MS);
