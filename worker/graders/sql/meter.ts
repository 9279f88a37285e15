import { setTimeout as sleep } from 'node:timers/promises';
import type { Limits } from '../../../grading/manifest/limits.ts';
import type { LapBudget, LapFacts, LeasedCell, RunningProcess } from '../../sandbox/sandbox.ts';
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
    const { service } = this.#cell;
    if (service === null) throw new TypeError('The cell has no service.');
    const laps = new Laps(service);
    const done = new AbortController();
    const watching = this.#watch(laps, done.signal, stop);
    // Where `act` rejects, that is what is told.
    watching.catch(() => undefined);
    const value = await act().finally(() => done.abort());
    const outOfTime = await watching;
    await this.#add(laps);
    return { value, outOfTime, memoryKills: laps.memoryKills };
  }

  /** True where it had to be stopped. */
  async #watch(laps: Laps, done: AbortSignal, stop: () => Promise<void>): Promise<boolean> {
    const wallEndsAt = performance.now() + this.#limits.wallTimeMs - this.#wallTimeMs;
    const leftMs = (): number =>
      Math.min(wallEndsAt - performance.now(), this.#limits.cpuTimeMs - this.#cpuTimeMs);
    // Bounded by the wall time: no pause is shorter than the least one.
    for (;;) {
      const pauseMs = Math.max(Math.ceil(leftMs()), LEAST_PAUSE_MS);
      await sleep(pauseMs, null, { signal: done, ref: false }).catch(() => undefined);
      if (done.aborted) return false;
      await this.#add(laps);
      if (leftMs() > 0) continue;
      await stop();
      return true;
    }
  }

  async #add(laps: Laps): Promise<void> {
    const lap = await laps.next();
    this.#cpuTimeMs += lap.cpuTimeMs;
    this.#wallTimeMs += lap.wallTimeMs;
    this.#peakMemoryBytes = Math.max(this.#peakMemoryBytes, lap.peakMemoryBytes);
  }
}

export interface Measured<T> {
  readonly value: T;
  readonly outOfTime: boolean;
  /** Processes of the server that the kernel killed meanwhile. */
  readonly memoryKills: number;
}

/** The laps of a service, from now on, also where it ends meanwhile. */
class Laps {
  memoryKills = 0;
  readonly #service: RunningProcess;
  /** Those of the lap that the service ended in, until they are counted. */
  #last: LapFacts | null = null;

  constructor(service: RunningProcess) {
    this.#service = service;
    // Frames keep their order: the lap begins before whatever is sent from now on.
    service.lap(UNLIMITED).catch(() => undefined);
    service.facts.then(
      (facts) => (this.#last = facts),
      () => undefined,
    );
  }

  async next(): Promise<LapFacts> {
    const answer = await this.#service.lap(UNLIMITED);
    // One that was asked for after the end has no figures of its own.
    const lap = answer.wallTimeMs === 0 && this.#last !== null ? this.#last : answer;
    this.#last = null;
    this.memoryKills += lap.memoryKills;
    return lap;
  }
}

const UNLIMITED: LapBudget = { cpuTimeMs: Infinity, wallTimeMs: Infinity };
const LEAST_PAUSE_MS = 25;
