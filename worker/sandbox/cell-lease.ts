import type { RunFacts } from '../../grading/verdict/facts.ts';
import type { Cell } from './cell.ts';
import { RunDeadline } from './run-deadline.ts';
import type { CellFile, ConnectTarget, LeasedCell, RunCommand, RunningProcess } from './sandbox.ts';
import { untilReady } from './service.ts';
import { traceRun } from './trace-run.ts';
import type { Tunnel } from './warden/tunnel.ts';
import type { WardenSession } from './warden/warden.ts';

/** A session that does not end within this is an anomaly: the cell is destroyed. */
const END_TIMEOUT_MS = 10_000;

export interface LeaseEnd {
  /** True where the cell may serve another submission. */
  readonly reusable: boolean;
  /** Why not, in words for the log; empty where nothing was wrong. */
  readonly anomalies: readonly string[];
}

/** One submission's time in a cell. `onEnd` is called once, when the warden has ended the session. */
export class CellLease implements LeasedCell {
  readonly #cell: Cell;
  readonly #session: WardenSession;
  readonly #onEnd: (end: LeaseEnd) => void;
  #service: RunningProcess | null;
  #released: Promise<void> | null = null;
  /** The end of the run that was started last, for better or worse. */
  #lastRun: Promise<unknown> = Promise.resolve();

  constructor(cell: Cell, onEnd: (end: LeaseEnd) => void) {
    this.#cell = cell;
    this.#onEnd = onEnd;
    const { session, service } = cell.openSession();
    this.#session = session;
    this.#service = service;
  }

  get name(): string {
    return this.#cell.name;
  }

  get service(): RunningProcess | null {
    return this.#service;
  }

  async restartService(): Promise<RunningProcess> {
    this.#assertHeld();
    const spec = this.#cell.kind.warm?.service;
    if (spec === undefined || this.#service === null) throw new Error('the lease has no service');
    this.#service.kill();
    await this.#service.facts;
    this.#assertHeld();
    this.#service = this.#session.startService(spec);
    await untilReady(this.#service, spec);
    return this.#service;
  }

  writeFiles(files: readonly CellFile[]): void {
    this.#assertHeld();
    this.#session.writeFiles(files);
  }

  async run(command: RunCommand): Promise<RunFacts> {
    const stdin = command.stdin ?? '';
    return this.start({ ...command, stdin }).facts;
  }

  start(command: RunCommand): RunningProcess {
    this.#assertHeld();
    const running = this.#session.start(command);
    traceRun(this.name, command, running.facts);
    const deadline = new RunDeadline(command.wallTimeMs, (limitMs) => {
      this.#cell.fail(new Error(`the warden did not answer within ${String(limitMs)} ms`));
    });
    void deadline.watch(this.#lastRun, running.facts);
    this.#lastRun = running.facts.catch(() => undefined);
    return deadline.extendedByLaps(running);
  }

  connect(target: ConnectTarget): Tunnel {
    this.#assertHeld();
    return this.#session.connect(target);
  }

  release(): Promise<void> {
    this.#released ??= this.#end();
    return this.#released;
  }

  async #end(): Promise<void> {
    const { anomalies, clean } = await this.#report();
    this.#onEnd({ reusable: clean && anomalies.length === 0, anomalies });
  }

  async #report(): Promise<{ clean: boolean; anomalies: readonly string[] }> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`the session did not end within ${END_TIMEOUT_MS} ms`)),
        END_TIMEOUT_MS,
      );
    });
    try {
      return await Promise.race([this.#session.end(), late]);
    } catch (error) {
      const reason = this.#cell.lost ?? error;
      return {
        clean: false,
        anomalies: [reason instanceof Error ? reason.message : String(reason)],
      };
    } finally {
      clearTimeout(timer);
    }
  }

  #assertHeld(): void {
    if (this.#released !== null) throw new Error('the cell was released already');
  }
}
