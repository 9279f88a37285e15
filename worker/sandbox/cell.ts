import { randomBytes } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { Isolation } from '../../grading/manifest/manifest.ts';
import type { Engine, EngineCell } from './engine.ts';
import type { RunningProcess, ServiceSpec } from './sandbox.ts';
import { untilReady } from './service.ts';
import { connectWarden } from './warden/connect.ts';
import { cellContainer, cellHostConfig, type CellContainer } from './warden/container-options.ts';
import type { Warden, WardenReady, WardenSession } from './warden/warden.ts';

/**
 * One running container and the connection to its warden.
 *
 * CPU: cells share the processors by weight alone (the engine's default weight, the same for all).
 * A quota would stop a runtime of several threads for the rest of each period (Node's garbage
 * collector runs on threads of its own; measured: sandbox-images/README.md). Fair times come from never running more leases
 * than there are processors, and from measuring CPU time, not wall time. An operator whose engine
 * has processors for cells alone may pin each lease to one (docs/operations.md says what it did to
 * times where it was measured).
 */
export interface CellKind {
  /** Tag of an image that the engine has. */
  readonly image: string;
  /** For the container's name: `python`. */
  readonly imageName: string;
  readonly isolation: Isolation;
  /** Its sessions are begun ahead, with this service, in cells of this size only. */
  readonly warm?: { readonly service: ServiceSpec; readonly size: CellSize };
}

export interface CellSize {
  /** For the learner's processes and files together. */
  readonly memoryBytes: number;
  readonly processes: number;
  /**
   * Of each directory that the engine mounts in a `fresh` cell. (In a `recycled` one the warden
   * mounts them, as large as each run says.)
   */
  readonly diskBytes?: number;
}

/** What a lease makes of a cell. */
export interface Fit {
  readonly size: CellSize;
  /** The processor that it alone has; null: any. */
  readonly core: number | null;
}

export interface CellHome {
  readonly engine: Engine;
  /** Label of every cell of this sandbox. */
  readonly owner: string;
  /** OCI runtime; null: the engine's default. */
  readonly runtime: string | null;
  /** Tests take a restriction away here, to see that the canary finds it missing. */
  readonly alterContainer?: (container: CellContainer) => CellContainer;
}

/**
 * What the warden and the kernel's own accounting of a session (page tables, sockets, the namespaces)
 * take from the cell's memory limit. Measured: 1.3 MiB idle, below 3 MiB in a session.
 */
export const WARDEN_MEMORY_BYTES = 4 * 1024 * 1024;
/** Size of `/app`, and of each directory of a `fresh` cell. All count as the cell's memory. */
export const CELL_DISK_BYTES = 64 * 1024 * 1024;
export interface OpenedSession {
  readonly session: WardenSession;
  readonly service: RunningProcess | null;
}

/** A warden that is not ready by then never will be. */
const READY_TIMEOUT_MS = 15_000;

export class Cell {
  readonly kind: CellKind;
  readonly id: string;
  readonly name: string;
  readonly startedAtMs = Date.now();
  idleSinceMs = Date.now();
  sessions = 0;
  /** The session that waits for its lease. */
  #warm: OpenedSession | null = null;
  readonly #home: CellHome;
  readonly #warden: Warden;
  readonly #stream: Writable;
  #size: CellSize;
  #core: number | null;
  #lost: Error | null = null;
  #destroyed: Promise<boolean> | null = null;

  private constructor(home: CellHome, kind: CellKind, { size, core }: Fit, made: Made) {
    this.#home = home;
    this.kind = kind;
    this.#size = size;
    this.#core = core;
    this.id = made.engineCell.id;
    this.name = made.name;
    this.#warden = made.warden;
    this.#stream = made.engineCell.stdin;
    void made.warden.closed.then((reason) => (this.#lost ??= reason));
  }

  /** Leaves no container behind where it fails. */
  static async start(
    home: CellHome,
    kind: CellKind,
    size: CellSize,
    core: number | null = null,
  ): Promise<Cell> {
    const name = `assay-${kind.imageName}-${kind.isolation}-${randomBytes(4).toString('hex')}`;
    const container = cellContainer(cellOptions(home, kind, { size, core }));
    const engineCell = await home.engine.startCell({
      name,
      image: kind.image,
      owner: home.owner,
      container: home.alterContainer?.(container) ?? container,
    });
    try {
      const { stdin, stdout } = engineCell;
      const warden = await connectWarden(stdin, stdout, { readyTimeoutMs: READY_TIMEOUT_MS });
      const cell = new Cell(home, kind, { size, core }, { name, engineCell, warden });
      await cell.warmUp();
      return cell;
    } catch (error) {
      engineCell.stdin.end();
      await home.engine.removeCell(engineCell.id);
      throw new Error(startFailure(name, error, engineCell, home.runtime), { cause: error });
    }
  }

  get ready(): WardenReady {
    return this.#warden.ready;
  }

  get size(): CellSize {
    return this.#size;
  }

  /** The processor that it is pinned to; null: none. */
  get core(): number | null {
    return this.#core;
  }

  /** Why the cell is of no further use, or null. */
  get lost(): Error | null {
    return this.#lost;
  }

  /** Resolves when the connection to the warden has ended, for whatever reason. */
  get closed(): Promise<Error> {
    return this.#warden.closed;
  }

  /** The session that was begun ahead, or a new one. */
  openSession(): OpenedSession {
    const warm = this.#warm;
    this.#warm = null;
    return warm ?? { session: this.#beginSession(), service: null };
  }

  /**
   * Begins the next session and waits until its service is ready; nothing where the kind has none.
   * Where it rejects, the cell is of no further use. A service that ends before its lease makes the
   * cell lost.
   */
  async warmUp(): Promise<void> {
    const spec = this.kind.warm?.service;
    if (spec === undefined) return;
    const session = this.#beginSession();
    const service = session.startService(spec);
    const warm: OpenedSession = { session, service };
    await untilReady(service, spec);
    this.#warm = warm;
    const ended = (): void => {
      if (this.#warm !== warm) return;
      this.#lost ??= new Error(`${spec.name} ended while it waited`);
      this.#warden.close();
    };
    service.facts.then(ended, ended);
  }

  #beginSession(): WardenSession {
    this.sessions += 1;
    return this.#warden.beginSession({ diskBytes: CELL_DISK_BYTES });
  }

  /** Changes limits and processor; nothing where they are right. Only while no session runs. */
  async fit({ size, core }: Fit): Promise<void> {
    const { memoryBytes, processes } = this.#size;
    const sameSize = memoryBytes === size.memoryBytes && processes === size.processes;
    if (sameSize && core === this.#core) return;
    const { Memory, MemorySwap, PidsLimit, CpusetCpus } = cellHostConfig(
      cellOptions(this.#home, this.kind, { size, core }),
    );
    await this.#home.engine.updateCell(this.id, {
      ...{ Memory, MemorySwap, PidsLimit },
      ...(CpusetCpus === undefined ? {} : { CpusetCpus }),
    });
    this.#size = size;
    this.#core = core;
  }

  /** Gives the cell up: what runs in it rejects. Whoever holds it destroys it. */
  fail(reason: Error): void {
    this.#lost ??= reason;
    this.#stream.destroy();
  }

  /** Ends the warden and waits until the container is gone. True: it went by itself. */
  destroy(): Promise<boolean> {
    this.#destroyed ??= this.#destroyOnce();
    return this.#destroyed;
  }

  async #destroyOnce(): Promise<boolean> {
    this.#lost ??= new Error('the cell was destroyed');
    const gone = this.#home.engine.removeCell(this.id);
    this.#warden.close();
    return gone;
  }
}

interface Made {
  readonly name: string;
  readonly engineCell: EngineCell;
  readonly warden: Warden;
}

function cellOptions(home: CellHome, kind: CellKind, { size, core }: Fit) {
  return {
    isolation: kind.isolation,
    memoryBytes: size.memoryBytes + WARDEN_MEMORY_BYTES,
    processes: size.processes,
    diskBytes: size.diskBytes ?? CELL_DISK_BYTES,
    ...(kind.warm === undefined ? {} : { serviceDiskBytes: kind.warm.service.diskBytes }),
    ...(home.runtime === null ? {} : { runtime: home.runtime }),
    ...(core === null ? {} : { core }),
  };
}

function startFailure(
  name: string,
  error: unknown,
  cell: EngineCell,
  runtime: string | null,
): string {
  const reason = error instanceof Error ? error.message : String(error);
  const stderr = cell.stderrTail();
  const lines = [`The cell ${name} did not become ready: ${reason}`];
  if (stderr !== '') lines.push(stderr.trimEnd());
  if (runtime !== null) {
    lines.push(
      `Cells run under SANDBOX_RUNTIME=${runtime}. They need a runtime that shows a container its own ` +
        'control groups, as runc and crun do and gVisor does not: see "gVisor" in ' +
        'docs/operations/production.md, or unset it.',
    );
  }
  return lines.join('\n');
}
