import { DEFAULT_LIMITS } from '../grading/manifest/limits.ts';
import { ConfigError } from '../platform/config/config-error.ts';
import type { Config } from '../platform/config/config.ts';
import type { EngineInfo } from './sandbox/engine.ts';

const MIB = 1024 * 1024;
/**
 * Memory of the engine's machine for each submission at one time: twice the default limit, for
 * exercises that ask for more, and for the cells that are kept warm beside it.
 */
const BYTES_PER_SUBMISSION = 2 * DEFAULT_LIMITS.memoryMiB * MIB;
/** What the machine's own programs leave. */
const USABLE_SHARE = 0.75;
/** From so many cores on, one is left to the engine, the worker and the API. */
const CORES_TO_SPARE_ONE = 4;

export interface Capacity {
  /** Submissions at one time. */
  readonly concurrency: number;
  /** How it came about, for the log. */
  readonly reason: string;
}

/**
 * As many submissions at one time as the engine's machine has processors, and no more than its
 * memory holds: beyond that, they would take time from each other. The engine may be on another
 * machine than the worker; it is the one that counts.
 */
export function capacityOf(
  { cores, memoryBytes }: Pick<EngineInfo, 'cores' | 'memoryBytes'>,
  { workerConcurrency: asked, pinCores }: Pick<Config, 'workerConcurrency' | 'pinCores'>,
): Capacity {
  if (pinCores !== null) {
    const missing = pinCores.find((core) => core >= cores);
    if (missing !== undefined) {
      throw new ConfigError([
        `ASSAY_PIN_CORES names core ${missing}, and the engine has 0 to ${cores - 1}; leave it out.`,
      ]);
    }
    const concurrency = Math.min(asked ?? pinCores.length, pinCores.length);
    return { concurrency, reason: `each on a core of its own of ${pinCores.join(', ')}` };
  }
  if (asked !== null) return { concurrency: asked, reason: 'as ASSAY_CONCURRENCY says' };
  const byCores = cores >= CORES_TO_SPARE_ONE ? cores - 1 : Math.max(1, cores);
  const byMemory = Math.max(1, Math.floor((memoryBytes * USABLE_SHARE) / BYTES_PER_SUBMISSION));
  const engine = `the engine has ${cores} cores and ${Math.round(memoryBytes / MIB)} MiB`;
  if (byMemory < byCores) {
    const each = BYTES_PER_SUBMISSION / MIB;
    return {
      concurrency: byMemory,
      reason: `${engine}, of which each submission gets ${each} MiB`,
    };
  }
  const spared = byCores < cores ? ', one of which is left to everything else' : '';
  return { concurrency: byCores, reason: engine + spared };
}
