import type {
  CellFile,
  ConnectTarget,
  RunCommand,
  RunningProcess,
  ServiceSpec,
} from '../sandbox.ts';
import type { Tunnel } from './tunnel.ts';

/**
 * What the sandbox sees of one warden (sandbox-images/warden/): the supervisor that is PID 1 in a
 * cell, spoken to over the container's attached stdin and stdout.
 *
 * A rejected promise means that the warden, the cell or the stream failed; the cell is then of no
 * further use. `connectWarden` (connect.ts) makes one.
 */
export interface Warden {
  readonly ready: WardenReady;
  /**
   * Opens the next session. Does not wait for an answer: frames are sent as soon as the session
   * before has ended, and what is written in one tick leaves in one write. One session at a time
   * runs; a second one waits for the first one's `end()`.
   */
  beginSession(options: SessionOptions): WardenSession;
  /** Resolves (never rejects) with the reason when the stream ended or the protocol was violated. */
  readonly closed: Promise<Error>;
  /** Ends the stream; the warden kills everything and exits. */
  close(): void;
}

export interface WardenReady {
  readonly protocolVersion: number;
  readonly cgroupVersion: 1 | 2;
  /** Whether sessions run in namespaces of their own: true in a `recycled` cell that works. */
  readonly namespaces: boolean;
  /** Why namespaces could not be made, where the cell was started as `recycled`. */
  readonly namespacesError?: string;
}

export interface SessionOptions {
  /** Size of `/app`. (The sizes of `/work` and `/tmp` come with each run.) */
  readonly diskBytes: number;
}

/** One submission's time in a cell. */
export interface WardenSession {
  /** Writes into `/app`. Parent directories are made; an existing path is replaced. */
  writeFiles(files: readonly CellFile[]): void;
  /** Starts a program. One at a time: a second one waits until the first one's facts are there. */
  start(command: RunCommand): RunningProcess;
  /**
   * Starts a server of the image's own, beside the programs and until the session ends. It has an id
   * of its own, works in `/srv`, and has no limits but the cell's, unless `lap` sets some.
   */
  startService(spec: ServiceSpec): RunningProcess;
  /** A byte stream to a server in the session; see `LeasedCell.connect`. */
  connect(target: ConnectTarget): Tunnel;
  /** Kills what runs, ends the session, and tells what the warden found. Safe to call twice. */
  end(): Promise<SessionReport>;
}

export interface SessionReport {
  /** True where nothing is left of the session, and the cell may serve another one. */
  readonly clean: boolean;
  /** What was unexpected, in words for the log. */
  readonly anomalies: readonly string[];
}
