import { isStoreAway } from '../platform/database/store-away.ts';
import { EngineError } from './sandbox/engine-errors.ts';

/**
 * What an attempt that failed was felled by, and so what it costs:
 *
 * - `engine-unreachable`: no cell could be had at all. It ran nothing, and is handed back as if it
 *   had not begun; a worker that meets this again and again pauses itself (fuse.ts), which ends it.
 * - `engine-gone`: the engine went away while a program ran, perhaps because of it. The attempt is
 *   lost, as with a worker that died, and MAX_LOST_ATTEMPTS bound it.
 * - `store-away`: the same.
 * - `other`: we failed, and MAX_ATTEMPTS bound it.
 */
export type Fault = 'engine-unreachable' | 'engine-gone' | 'store-away' | 'other';

/** Bound on how deep a chain of causes is followed. */
const MAX_CAUSES = 5;

export async function faultOf(
  error: unknown,
  isEngineAway: () => Promise<boolean>,
): Promise<Fault> {
  if (isUnreachableEngine(error)) return 'engine-unreachable';
  if (isStoreAway(error)) return 'store-away';
  return (await isEngineAway()) ? 'engine-gone' : 'other';
}

function isUnreachableEngine(error: unknown): boolean {
  let current: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth += 1) {
    if (current instanceof EngineError) return current.kind === 'unreachable';
    current = current.cause;
  }
  return false;
}
