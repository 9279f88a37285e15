import type { Engine, ListedCell } from './engine.ts';
import { ownerState, type OwnerState } from './owner.ts';

/**
 * Removes cells whose owner is gone. Several workers, on several machines, may share an engine, and
 * nobody's live cell may be touched:
 *
 * - An owner on this machine is looked up by its process number and start time: gone means gone.
 * - Of an owner elsewhere nothing is known, but a warden ends when its owner's connection does, and
 *   the engine then removes the container by itself. So a cell of theirs that runs has an owner, and
 *   one that does not run and stays is an orphan: of an engine that was restarted, or of a worker
 *   that died between create and start.
 */
const LONGEST_START_MS = 10 * 60_000;
/** Far above the age at which a pool gives up its cells. */
const LONGEST_LIFE_MS = 24 * 60 * 60_000;
const INTERVAL_MS = 60_000;
/** Bounds one round; the next one goes on. */
const MOST_PER_ROUND = 100;

export interface ReaperOptions {
  readonly engine: Engine;
  readonly owner: string;
  readonly onTrouble: (message: string, error: unknown) => void;
  readonly intervalMs?: number;
}

export interface Reaper {
  /** One round; gives the names of what it removed. */
  reap(): Promise<string[]>;
  stop(): Promise<void>;
}

export function startReaper(options: ReaperOptions): Reaper {
  let round: Promise<string[]> | null = null;
  const reap = (): Promise<string[]> => {
    round ??= reapOnce(options).finally(() => (round = null));
    return round;
  };
  const timer = setInterval(() => {
    reap().catch((error: unknown) =>
      options.onTrouble('orphaned cells could not be removed', error),
    );
  }, options.intervalMs ?? INTERVAL_MS);
  timer.unref();
  return {
    reap,
    stop: async () => {
      clearInterval(timer);
      await round?.catch(() => undefined);
    },
  };
}

async function reapOnce({ engine, owner }: ReaperOptions): Promise<string[]> {
  const now = Date.now();
  const orphans = (await engine.listCells())
    .filter((cell) => cell.owner !== owner)
    .filter((cell) => isOrphan(cell, ownerState(cell.owner), now))
    .slice(0, MOST_PER_ROUND);
  for (const cell of orphans) await engine.forceRemoveCell(cell.id);
  return orphans.map(({ name }) => name);
}

export function isOrphan(
  cell: Pick<ListedCell, 'state' | 'createdAtMs'>,
  owner: OwnerState,
  nowMs: number,
): boolean {
  if (owner !== 'elsewhere') return owner === 'dead';
  const ageMs = nowMs - cell.createdAtMs;
  return ageMs > (cell.state === 'running' ? LONGEST_LIFE_MS : LONGEST_START_MS);
}
