import { setTimeout as sleep } from 'node:timers/promises';
import type { Limits } from '../../../grading/manifest/limits.ts';
import type { LapBudget, LapFacts, LeasedCell } from '../../sandbox/sandbox.ts';
import type { SqlUsage } from './engine.ts';

/**
 * Measures what a case uses of an engine that is a service, and ends what goes on for too long.
 *
 * The service's laps tell what it used. Its own limits stay open: where they were hit, the warden
 * would end the whole server, and with it what the next cases need. So the clock is here, out of the
 * learner's reach, and `stop` ends one statement: politely first, as each engine does it.
 */
export class Meter {
  readonly #cell: LeasedCell;
  readonly #limits: Pick<Limits, 'cpuTimeMs' | 'wallTimeMs'>;
  #cpuTimeMs = 0;
  #wallTimeMs = 0;
  #peakMemoryBytes = 0;

  constructor(cell: LeasedCell, limits: Pick<Limits, 'cpuTimeMs' | 'wallTimeMs'>) {
    this.#cell = cell;
    this.#limits = limits;
  }

  get usage(): SqlUsage {
    const [cpuTimeMs, wallTimeMs] = [this.#cpuTimeMs, this.#wallTimeMs];
    return { cpuTimeMs, wallTimeMs, peakMemoryBytes: this.#peakMemoryBytes };
  }

  /** @param stop must bring `act` to an end, whatever it takes. */
  async measure<T>(act: () => Promise<T>, stop: () => Promise<void>): Promise<Measured<T>> {
    const wallBeforeMs = this.#wallTimeMs;
    // Frames keep their order: the lap begins before whatever `act` sends.
    void this.#lap();
    const startedAt = performance.now();
    const over = new AbortController();
    let kills = 0;
    const add = async (): Promise<void> => {
      const lap = await this.#lap();
      kills += lap.memoryKills;
      this.#cpuTimeMs += lap.cpuTimeMs;
      this.#wallTimeMs += lap.wallTimeMs;
      this.#peakMemoryBytes = Math.max(this.#peakMemoryBytes, lap.peakMemoryBytes);
    };
    const leftMs = (): number => {
      const wallLeftMs = this.#limits.wallTimeMs - wallBeforeMs - (performance.now() - startedAt);
      return Math.min(wallLeftMs, this.#limits.cpuTimeMs - this.#cpuTimeMs);
    };
    const watch = async (): Promise<boolean> => {
      // Bounded by the wall time: no pause is shorter than the least one.
      for (;;) {
        const pauseMs = Math.max(Math.ceil(leftMs()), LEAST_PAUSE_MS);
        await sleep(pauseMs, null, { signal: over.signal, ref: false }).catch(() => undefined);
        if (over.signal.aborted) return false;
        await add();
        if (leftMs() > 0) continue;
        await stop();
        return true;
      }
    };
    const watching = watch();
    try {
      const value = await act();
      return { value, ...(await ended()) };
    } finally {
      over.abort();
    }

    async function ended(): Promise<Omit<Measured<T>, 'value'>> {
      over.abort();
      const outOfTime = await watching;
      await add();
      return { outOfTime, memoryKills: kills };
    }
  }

  async #lap(): Promise<LapFacts> {
    const { service } = this.#cell;
    if (service === null) throw new TypeError('The cell has no service.');
    return service.lap(UNLIMITED);
  }
}

export interface Measured<T> {
  readonly value: T;
  readonly outOfTime: boolean;
  /** Processes of the server that the kernel killed meanwhile. */
  readonly memoryKills: number;
}

const UNLIMITED: LapBudget = { cpuTimeMs: Infinity, wallTimeMs: Infinity };
const LEAST_PAUSE_MS = 25;
