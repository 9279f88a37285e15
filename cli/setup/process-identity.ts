import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from '../../platform/error-code.ts';

/**
 * A process, told apart from a later one that got the same number: no signal is sent and nothing is
 * believed by the number alone.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the words of the system; compared, never read. */
  readonly started: string;
}

/** Fields of /proc/PID/stat behind the name: state is the first of them, start time the 20th. */
const STATE_FIELD = 0;
const START_FIELD = 19;

const startOf = async (pid: number): Promise<string | null> => {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    // The name may hold spaces and parentheses; what follows it may not.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields === undefined || fields[STATE_FIELD] === 'Z') return null;
    return fields[START_FIELD] ?? null;
  }
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() === '' ? null : stdout.trim();
  } catch {
    return null;
  }
};

/** null where there is no such process. */
export const identify = async (pid: number): Promise<ProcessIdentity | null> => {
  const started = await startOf(pid);
  return started === null ? null : { pid, started };
};

export const isRunning = async ({ pid, started }: ProcessIdentity): Promise<boolean> =>
  (await startOf(pid)) === started;

const POLL_MS = 50;

/** Waits for the end of a process; false where it is still there after `timeoutMs`. */
export const waitForEnd = async (
  identity: ProcessIdentity,
  timeoutMs: number,
): Promise<boolean> => {
  const deadline = Date.now() + timeoutMs;
  while (await isRunning(identity)) {
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return true;
};

/** Asks, waits, and then insists. Does nothing to a process that is gone. */
export const endProcess = async (
  identity: ProcessIdentity,
  graceMs: number,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<void> => {
  if (!(await isRunning(identity))) return;
  trySignal(identity.pid, signal);
  if (await waitForEnd(identity, graceMs)) return;
  trySignal(identity.pid, 'SIGKILL');
  await waitForEnd(identity, graceMs);
};

const trySignal = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended in between.
    if (errorCode(error) !== 'ESRCH') throw error;
  }
};
