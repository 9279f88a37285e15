import type { Cell, CellKind, CellSize, Fit } from './cell.ts';
import { EngineError } from './engine-errors.ts';
import { SandboxBusyError, SandboxClosedError } from './sandbox-errors.ts';

/**
 * Cells ahead of need. A lease takes an idle cell of its kind at once: one of the right size, else
 * one whose limits are changed first, else one that is being started, else a new one. What a lease
 * took is replaced in the background, a few at a time, so that starting cells does not take the
 * processors from running submissions.
 *
 * No more leases run than there are processors; who comes later waits in a bounded queue. A cell is
 * given back only where its last session was clean; any doubt destroys it.
 */
export interface PoolOptions {
  readonly concurrency: number;
  /** Each lease has one of them for itself; no fewer than leases. Empty: cells run on any. */
  readonly cores?: readonly number[];
  readonly start: (kind: CellKind, size: CellSize, core: number | null) => Promise<Cell>;
  /** What went wrong out of everyone's sight. */
  readonly onTrouble: (message: string, error: unknown) => void;
  readonly bounds?: Partial<PoolBounds>;
}

export interface PoolBounds {
  /** A recycled cell serves so many submissions at most. */
  readonly sessionsPerCell: number;
  readonly cellAgeMs: number;
  readonly idleMs: number;
  readonly waitingLeases: number;
  readonly startAttempts: number;
  readonly startBackoffMs: number;
  readonly trimIntervalMs: number;
}

export const POOL_BOUNDS: PoolBounds = {
  sessionsPerCell: 500,
  cellAgeMs: 60 * 60_000,
  idleMs: 10 * 60_000,
  waitingLeases: 1000,
  startAttempts: 3,
  startBackoffMs: 200,
  trimIntervalMs: 30_000,
};

export interface PoolStats {
  readonly idle: number;
  readonly leased: number;
  readonly starting: number;
  readonly waiting: number;
  readonly started: number;
  readonly destroyed: number;
}

/** Idle cells without a service, and as many with one, for each lease that may run. */
const IDLE_CELLS_PER_LEASE = 4;
/** `fresh` cells kept ready beyond one for each lease that may run. */
const SPARE_FRESH_CELLS = 2;

interface Waiter {
  readonly grant: () => void;
  readonly refuse: (error: Error) => void;
}

interface Starting {
  readonly kind: CellKind;
  readonly core: number | null;
  readonly cell: Promise<Cell>;
  /** A lease waits for it, or its start was for a lease to begin with. */
  claimed: boolean;
}

export class CellPool {
  readonly #options: PoolOptions;
  readonly #bounds: PoolBounds;
  /** Least recently used first. */
  readonly #idle: Cell[] = [];
  /** With the core that the lease has. */
  readonly #leased = new Map<Cell, number | null>();
  readonly #starting = new Set<Starting>();
  readonly #waiting: Waiter[] = [];
  readonly #leaving = new Set<Promise<void>>();
  readonly #trimTimer: NodeJS.Timeout;
  #slots: number;
  #started = 0;
  #destroyed = 0;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#bounds = { ...POOL_BOUNDS, ...options.bounds };
    this.#slots = options.concurrency;
    this.#trimTimer = setInterval(() => this.#trim(), this.#bounds.trimIntervalMs);
    this.#trimTimer.unref();
  }

  /** The cell is the caller's until `giveBack`. Rejects with the signal's reason when aborted. */
  async lease(kind: CellKind, size: CellSize, signal?: AbortSignal): Promise<Cell> {
    await this.#slot(signal);
    try {
      const cell = await this.#take(kind, size, signal);
      this.#refill(kind, size);
      return cell;
    } catch (error) {
      this.#freeSlot();
      throw error;
    }
  }

  /** `reusable`: its session was clean. */
  giveBack(cell: Cell, reusable: boolean): void {
    if (!this.#leased.delete(cell)) return;
    if (reusable && this.#mayServeAgain(cell)) this.#keep(cell);
    else {
      this.#leave(cell);
      this.#refill(cell.kind, cell.size);
    }
    this.#freeSlot();
  }

  /** Starts cells ahead of the first lease. */
  prepare(kind: CellKind, size: CellSize): void {
    this.#refill(kind, size);
  }

  stats(): PoolStats {
    return {
      idle: this.#idle.length,
      leased: this.#leased.size,
      starting: this.#starting.size,
      waiting: this.#waiting.length,
      started: this.#started,
      destroyed: this.#destroyed,
    };
  }

  /** Destroys every cell, leased ones too, and waits until all are gone. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#trimTimer);
    for (const waiter of this.#waiting.splice(0)) waiter.refuse(new SandboxClosedError());
    for (const cell of [...this.#idle.splice(0), ...this.#leased.keys()]) this.#leave(cell);
    this.#leased.clear();
    await Promise.allSettled([...this.#starting].map(({ cell }) => cell));
    // Each start that ended left its cell by now.
    await Promise.allSettled(this.#leaving);
  }

  // ---- whose turn it is

  async #slot(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#closed) throw new SandboxClosedError();
    if (this.#slots > 0) {
      this.#slots -= 1;
      return;
    }
    if (this.#waiting.length >= this.#bounds.waitingLeases) {
      throw new SandboxBusyError(
        `${this.#waiting.length} submissions wait for a cell already; lower the load or add workers.`,
      );
    }
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(signal?.reason as Error);
      };
      const settle = (act: () => void): void => {
        signal?.removeEventListener('abort', onAbort);
        act();
      };
      const waiter: Waiter = {
        grant: () => settle(resolve),
        refuse: (error) => settle(() => reject(error)),
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(waiter);
    });
  }

  #freeSlot(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#slots += 1;
    else next.grant();
  }

  // ---- where a lease's cell comes from

  async #take(kind: CellKind, size: CellSize, signal: AbortSignal | undefined): Promise<Cell> {
    for (;;) {
      if (this.#closed) throw new SandboxClosedError();
      const cell = this.#takeIdle(kind, size) ?? (await this.#takeStarting(kind, size, signal));
      const core = this.#coreFor(cell);
      this.#leased.set(cell, core);
      if (cell.lost === null && (await this.#fitted(cell, { size, core }))) return cell;
      this.#leased.delete(cell);
      // Bounded: each round uses up an idle cell, or a start, whose failures reject.
      this.#leave(cell);
    }
  }

  /** The most recently used one, of the right size, and on a free core, if there is one. */
  #takeIdle(kind: CellKind, size: CellSize): Cell | undefined {
    const fits = (cell: Cell): boolean => sameKind(cell.kind, kind);
    let index = this.#idle.findLastIndex(
      (cell) => fits(cell) && sameSize(cell.size, size) && this.#coreFor(cell) === cell.core,
    );
    if (index < 0) index = this.#idle.findLastIndex(fits);
    return index < 0 ? undefined : this.#idle.splice(index, 1)[0];
  }

  /** The cell's own core where no other lease has it, else one that none has. */
  #coreFor(cell: Cell): number | null {
    const { cores = [] } = this.#options;
    const taken = new Set(this.#leased.values());
    if (cell.core !== null && !taken.has(cell.core)) return cell.core;
    return cores.find((core) => !taken.has(core)) ?? null;
  }

  /** For a cell that is started: the core that the fewest of its kind have. */
  #coreForNew(kind: CellKind): number | null {
    const { cores = [] } = this.#options;
    const alike = [...this.#idle, ...this.#leased.keys(), ...this.#starting].filter((one) =>
      sameKind(one.kind, kind),
    );
    const count = (core: number): number => alike.filter((one) => one.core === core).length;
    return [...cores].sort((one, other) => count(one) - count(other))[0] ?? null;
  }

  async #takeStarting(
    kind: CellKind,
    size: CellSize,
    signal: AbortSignal | undefined,
  ): Promise<Cell> {
    const warming = [...this.#starting].find((one) => !one.claimed && sameKind(one.kind, kind));
    const starting = warming ?? this.#start(kind, size, true);
    starting.claimed = true;
    return untilAborted(starting.cell, signal, () => {
      // Nobody waits for it any more: it is as good as one that was started ahead.
      starting.claimed = false;
      if (this.#starting.has(starting)) return;
      void starting.cell.then((cell) => this.#shelve(cell)).catch(() => undefined);
    });
  }

  async #fitted(cell: Cell, fit: Fit): Promise<boolean> {
    try {
      await cell.fit(fit);
      return true;
    } catch (error) {
      if (error instanceof EngineError && error.kind === 'unreachable') {
        this.#leased.delete(cell);
        this.#leave(cell);
        throw error;
      }
      this.#options.onTrouble(`the limits of ${cell.name} could not be changed`, error);
      return false;
    }
  }

  #start(kind: CellKind, size: CellSize, claimed: boolean): Starting {
    const core = this.#coreForNew(kind);
    return this.#await({ kind, core }, this.#startWithRetries(kind, size, core), claimed);
  }

  /** A cell that will be ready: a lease may claim it meanwhile, else it is shelved. */
  #await(
    { kind, core }: Pick<Cell, 'kind' | 'core'>,
    becoming: Promise<Cell>,
    claimed: boolean,
  ): Starting {
    const starting: Starting = { kind, core, claimed, cell: becoming };
    this.#starting.add(starting);
    starting.cell.then(
      (cell) => {
        this.#starting.delete(starting);
        if (this.#closed) this.#leave(cell);
        else if (!starting.claimed) this.#shelve(cell);
      },
      (error: unknown) => {
        this.#starting.delete(starting);
        if (!starting.claimed && !this.#closed) {
          this.#options.onTrouble('a cell could not be started ahead', error);
        }
      },
    );
    return starting;
  }

  async #startWithRetries(kind: CellKind, size: CellSize, core: number | null): Promise<Cell> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const cell = await this.#options.start(kind, size, core);
        this.#started += 1;
        this.#watch(cell);
        return cell;
      } catch (error) {
        const hopeless =
          error instanceof EngineError && error.kind !== 'timeout' && error.kind !== 'refused';
        if (hopeless || this.#closed || attempt >= this.#bounds.startAttempts) throw error;
        this.#options.onTrouble(`start ${attempt} of a cell failed; trying again`, error);
        await new Promise((resolve) => setTimeout(resolve, attempt * this.#bounds.startBackoffMs));
      }
    }
  }

  // ---- what is kept ready

  #refill(kind: CellKind, size: CellSize): void {
    if (this.#closed) return;
    const { concurrency } = this.#options;
    const ours = (cell: { readonly kind: CellKind }): boolean => sameKind(cell.kind, kind);
    const starting = [...this.#starting];
    const ahead = starting.filter((one) => !one.claimed);
    // Only the processors that no submission uses start cells ahead.
    if (ahead.length >= Math.max(1, concurrency - this.#leased.size)) return;
    const idle = this.#idle.filter(ours).length;
    // A service takes memory: no more of its cells than there may be leases.
    const spare = kind.warm === undefined ? SPARE_FRESH_CELLS : 0;
    const missing =
      kind.isolation === 'fresh'
        ? idle + ahead.filter(ours).length < concurrency + spare
        : idle + starting.filter(ours).length + [...this.#leased.keys()].filter(ours).length <
          concurrency;
    if (!missing) return;
    this.#start(kind, size, false).cell.then(
      () => this.#refill(kind, size),
      () => undefined,
    );
    this.#refill(kind, size);
  }

  #mayServeAgain(cell: Cell): boolean {
    return (
      !this.#closed &&
      cell.kind.isolation === 'recycled' &&
      cell.lost === null &&
      cell.sessions < this.#bounds.sessionsPerCell &&
      Date.now() - cell.startedAtMs < this.#bounds.cellAgeMs
    );
  }

  /** A cell whose session ended well; where it has a service, the next one is begun first. */
  #keep(cell: Cell): void {
    if (cell.kind.warm === undefined) this.#shelve(cell);
    else this.#await(cell, this.#rewarmed(cell), false);
  }

  async #rewarmed(cell: Cell): Promise<Cell> {
    try {
      await cell.warmUp();
      return cell;
    } catch (error) {
      this.#leave(cell);
      if (this.#closed) throw error;
      this.#options.onTrouble(`the service of ${cell.name} did not start again`, error);
      return this.#startWithRetries(cell.kind, cell.size, cell.core);
    }
  }

  #shelve(cell: Cell): void {
    if (this.#closed || cell.lost !== null) {
      this.#leave(cell);
      return;
    }
    cell.idleSinceMs = Date.now();
    this.#idle.push(cell);
    // Plain cells, which are many, do not push out those that took long to warm up.
    const alike = this.#idle.filter(
      ({ kind }) => (kind.warm === undefined) === (cell.kind.warm === undefined),
    );
    const most = this.#options.concurrency * IDLE_CELLS_PER_LEASE;
    for (const old of alike.slice(0, -most)) {
      this.#idle.splice(this.#idle.indexOf(old), 1);
      this.#leave(old);
    }
  }

  #trim(): void {
    const now = Date.now();
    const old = this.#idle.filter(
      (cell) =>
        now - cell.idleSinceMs > this.#bounds.idleMs ||
        now - cell.startedAtMs > this.#bounds.cellAgeMs,
    );
    for (const cell of old) {
      this.#idle.splice(this.#idle.indexOf(cell), 1);
      this.#leave(cell);
      // One warm cell stays ready however long nobody came.
      const last = !this.#idle.some(({ kind }) => sameKind(kind, cell.kind));
      if (cell.kind.warm !== undefined && last) this.#refill(cell.kind, cell.size);
    }
  }

  /** A cell that dies while idle is taken away; a leased one fails its session by itself. */
  #watch(cell: Cell): void {
    void cell.closed.then((reason) => {
      const index = this.#idle.indexOf(cell);
      if (index < 0) return;
      this.#idle.splice(index, 1);
      this.#options.onTrouble(`the idle cell ${cell.name} died`, cell.lost ?? reason);
      this.#leave(cell);
    });
  }

  /** Destroys in the background. */
  #leave(cell: Cell | undefined): void {
    if (cell === undefined) return;
    const left = cell.destroy().then(
      (byItself) => {
        this.#destroyed += 1;
        if (!byItself) {
          this.#options.onTrouble(`${cell.name} had to be removed by force`, cell.lost);
        }
      },
      (error: unknown) => this.#options.onTrouble(`${cell.name} could not be removed`, error),
    );
    this.#leaving.add(left);
    void left.finally(() => this.#leaving.delete(left));
  }
}

const sameKind = (one: CellKind, other: CellKind): boolean =>
  one.image === other.image &&
  one.isolation === other.isolation &&
  one.warm?.service.name === other.warm?.service.name &&
  (one.warm === undefined || other.warm === undefined || sameSize(one.warm.size, other.warm.size));

const sameSize = (one: CellSize, other: CellSize): boolean =>
  one.memoryBytes === other.memoryBytes && one.processes === other.processes;

/** Settles as the promise does, or rejects with the signal's reason and calls `abandon`. */
async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  abandon: () => void,
): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    let settled = false;
    const onAbort = (): void => {
      if (settled) return;
      settled = true;
      abandon();
      reject(signal.reason as Error);
    };
    const settle = (act: () => void): void => {
      if (settled) return;
      settled = true;
      signal.removeEventListener('abort', onAbort);
      act();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(toError(error))),
    );
    if (signal.aborted) onAbort();
  });
}

const toError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
