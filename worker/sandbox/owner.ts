import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Whose a cell is, as a label: `<machine>/<pid>/<start of the process>/<random>`. A process number
 * means something only to those who see the same processes, so `machine` is the boot and the pid
 * namespace, not the host's name, which containers and clones share or change.
 */
export type OwnerState = 'alive' | 'dead' | 'elsewhere';

const FORM = /^([0-9a-f]{12})\/(\d+)\/(\d+)\/[0-9a-f]+$/;

export function newOwner(): string {
  const { pid } = process;
  return `${machine()}/${pid}/${startOf(pid) ?? '0'}/${randomBytes(6).toString('hex')}`;
}

/** `elsewhere`: on another machine, or of a form that we do not know; nothing is known of it. */
export function ownerState(owner: string): OwnerState {
  const match = FORM.exec(owner);
  if (match?.[1] !== machine()) return 'elsewhere';
  const pid = Number(match[2]);
  if (!exists(pid)) return 'dead';
  const start = startOf(pid);
  // Another process has the number now.
  if (start !== null && match[3] !== '0' && start !== match[3]) return 'dead';
  return 'alive';
}

function machine(): string {
  const identity = [hostname()];
  try {
    identity.push(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
    identity.push(readlinkSync('/proc/self/ns/pid'));
  } catch {
    // Not Linux: the host's name has to do.
  }
  return createHash('sha256').update(identity.join('\n')).digest('hex').slice(0, 12);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Field 22 of /proc/PID/stat (proc(5)): clock ticks since boot; null where there is no /proc. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before it may hold spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
