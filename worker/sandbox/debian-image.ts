import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { EngineError } from './engine-errors.ts';
import type { Engine } from './engine.ts';

/**
 * The Debian that the base image stands on: pulled where a registry answers, else bootstrapped from
 * Debian's packages on this host, so that Assay can be set up where no registry is in reach.
 */
export const DEBIAN_REFERENCE = 'debian:bookworm-slim';
const BOOTSTRAPPED_TAG = 'assay/debian:bookworm';

const MIRROR = 'http://deb.debian.org/debian';
const SECURITY_MIRROR = 'http://deb.debian.org/debian-security';
const SOURCES = [
  `deb ${MIRROR} bookworm main`,
  `deb ${MIRROR} bookworm-updates main`,
  `deb ${SECURITY_MIRROR} bookworm-security main`,
];
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const BOOTSTRAP_TIMEOUT_MS = 20 * 60_000;
const STDERR_TAIL_BYTES = 4096;

export interface DebianOptions {
  /** ASSAY_BASE_IMAGE: an image to use instead of Debian's; null: Debian's. */
  readonly reference: string | null;
  readonly onProgress: (message: string) => void;
}

/** Gives the name of an image that the engine has. */
export async function ensureDebian(engine: Engine, options: DebianOptions): Promise<string> {
  const reference = options.reference ?? DEBIAN_REFERENCE;
  if (await engine.hasImage(reference)) return reference;
  if (options.reference === null && (await engine.hasImage(BOOTSTRAPPED_TAG))) {
    return BOOTSTRAPPED_TAG;
  }
  try {
    options.onProgress(`pulling ${reference}`);
    await engine.pullImage(reference, (line) => options.onProgress(`pulling: ${line.text}`));
    return reference;
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'unreachable') throw error;
    if (options.reference !== null) {
      throw new Error(`ASSAY_BASE_IMAGE is ${reference}, which cannot be pulled.`, {
        cause: error,
      });
    }
    options.onProgress(`no registry answers (${firstLine(error)}); bootstrapping Debian`);
    await bootstrap(engine, options.onProgress, firstLine(error));
    return BOOTSTRAPPED_TAG;
  }
}

async function bootstrap(
  engine: Engine,
  onProgress: (message: string) => void,
  reason: string,
): Promise<void> {
  if (!(await onPath('mmdebstrap'))) await installMmdebstrap(onProgress, reason);
  onProgress('bootstrapping Debian bookworm with mmdebstrap (about a minute)');
  const args = ['--variant=minbase', '--mode=auto', '--format=tar'];
  const child = start('mmdebstrap', [...args, `--keyring=${KEYRING}`, 'bookworm', '-', ...SOURCES]);
  // An import that fails must not leave mmdebstrap waiting for a reader.
  const imported = engine.importImage(child.stdout, BOOTSTRAPPED_TAG).catch((error: unknown) => {
    child.kill();
    throw error;
  });
  const [made, took] = await Promise.allSettled([child.done, imported]);
  if (made.status === 'rejected') throw made.reason;
  if (took.status === 'rejected') throw took.reason;
}

async function installMmdebstrap(
  onProgress: (message: string) => void,
  reason: string,
): Promise<void> {
  const apt = await onPath('apt-get');
  if (!apt || process.getuid?.() !== 0) {
    throw new Error(
      `The base image cannot be made: no registry answers for ${DEBIAN_REFERENCE} (${reason}), and ` +
        'mmdebstrap is missing. Install it (`sudo apt-get install mmdebstrap debian-archive-keyring`), ' +
        'or load an image by hand and name it in ASSAY_BASE_IMAGE.',
    );
  }
  onProgress('installing mmdebstrap');
  const packages = ['mmdebstrap', 'debian-archive-keyring'];
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  try {
    await quietly('apt-get', install);
  } catch {
    // The lists may be old or missing; a second failure speaks for itself.
    await quietly('apt-get', ['update']);
    await quietly('apt-get', install);
  }
}

async function quietly(command: string, args: readonly string[]): Promise<void> {
  const child = start(command, args);
  child.stdout.resume();
  await child.done;
}

interface HostProcess {
  readonly stdout: Readable;
  /** Rejects with the end of stderr unless it exits with 0. */
  readonly done: Promise<void>;
  kill(): void;
}

function start(command: string, args: readonly string[]): HostProcess {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: BOOTSTRAP_TIMEOUT_MS,
  });
  let tail = Buffer.alloc(0);
  child.stderr.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-STDERR_TAIL_BYTES);
  });
  const done = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(new Error(`${command} failed (${signal ?? `exit ${code}`}):\n${tail.toString()}`));
    });
  });
  return { stdout: child.stdout, done, kill: () => child.kill() };
}

async function onPath(command: string): Promise<boolean> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      await access(join(folder, command), constants.X_OK);
      return true;
    } catch {
      continue;
    }
  }
  return false;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? text;
}
