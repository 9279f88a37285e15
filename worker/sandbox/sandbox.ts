import type { Isolation } from '../../grading/manifest/manifest.ts';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import type { Tunnel } from './warden/tunnel.ts';

/**
 * What the rest of the worker sees of the sandbox. It speaks of files, processes and facts, and
 * knows nothing of exercises, cases or verdicts.
 *
 * A rejected promise means that the sandbox failed (the engine, the cell, the warden), never that
 * the learner's program did.
 */
export interface Sandbox {
  /** Leases a cell for one submission; waits for a free one, builds the image on first need. */
  lease(request: LeaseRequest): Promise<LeasedCell>;
  /** What an image says of its language (`Python 3.11.2`); null where it is not built yet. */
  builtVersion(image: string): Promise<string | null>;
  /** What the canary proved on this engine. */
  readonly isolation: Isolation;
  /** Destroys every cell of this sandbox. */
  close(): Promise<void>;
}

export interface LeaseRequest {
  /** Folder name in sandbox-images/: `python`. */
  readonly image: string;
  /** Memory for the learner's processes and files together. */
  readonly memoryBytes: number;
  readonly processes: number;
  /** Absent: the sandbox's own. */
  readonly isolation?: Isolation;
  /**
   * A server that is to be warm in the cell. Cells are kept by image, size and service's name: the
   * same name always means the same service.
   */
  readonly service?: ServiceSpec;
  readonly signal?: AbortSignal;
}

/**
 * A server of the image's own (a database engine, a resident compiler): started in the background
 * when a session is opened, it is warm when a lease gets the session, and ends with it. It runs as an
 * id of its own, works in `/srv` (the only directory that is its own and stays), and shares the
 * cell's memory and processes. What it uses counts as the run's that goes on meanwhile.
 */
export interface ServiceSpec {
  readonly name: string;
  /** argv[0] is an absolute path. */
  readonly argv: readonly string[];
  /** The whole environment; nothing is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files in `/srv`. */
  readonly files?: readonly CellFile[];
  /** The line on stdout that says that it is ready. */
  readonly readyLine: string;
  /** Absent: 30 seconds. */
  readonly readyTimeoutMs?: number;
  /** Size of `/srv`. */
  readonly diskBytes: number;
}

/** One submission's time in a cell: `/app` holds its files, read-only while it runs. */
export interface LeasedCell {
  /** Its container's name. */
  readonly name: string;
  /** Writes into `/app`. Parent directories are made; an existing path is replaced. */
  writeFiles(files: readonly CellFile[]): void;
  /** Runs a program to its end. One at a time: a second call waits for the first. */
  run(command: RunCommand): Promise<RunFacts>;
  /** Starts a program and hands out its streams while it runs. */
  start(command: RunCommand): RunningProcess;
  /** The warm service that was asked for. Its laps account for what it does. */
  readonly service: RunningProcess | null;
  /** Ends the service, if it still runs, and starts it anew. Rejects where it does not get ready. */
  restartService(): Promise<RunningProcess>;
  /**
   * A byte stream to a server inside the cell. Emits `connect`, or `error` with a `code`
   * (ECONNREFUSED). Usable at once, as `http.request({ createConnection })` wants it, and for any
   * number of connections: those beyond the warden's bound wait for their turn.
   */
  connect(target: ConnectTarget): Tunnel;
  /** Kills what is left, wipes, and gives the cell back (or destroys it). Safe to call twice. */
  release(): Promise<void>;
}

/** 127.0.0.1:port, or the absolute path of a UNIX socket. */
export type ConnectTarget = { readonly port: number } | { readonly path: string };

export interface CellFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface RunCommand {
  /** argv[0] is an absolute path. */
  readonly argv: readonly string[];
  /** The whole environment; nothing is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** `compile` may write `/app` and cannot see a case; `run` reads `/app` and works in `/work`. */
  readonly role: 'compile' | 'run';
  /** Files in `/work`, fresh for this run. */
  readonly files?: readonly CellFile[];
  /**
   * `/work` and `/tmp` stay as the run before left them, instead of being emptied: the same program
   * once more, after it was stopped. That run must have been of role `run`, and its disks as large.
   */
  readonly keepFiles?: boolean;
  /** Sent at once and closed. With `start`, leave it out to write later. */
  readonly stdin?: string | Uint8Array;
  readonly cpuTimeMs: number;
  readonly wallTimeMs: number;
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
  /** Size of each writable directory (`/work`, `/tmp`). */
  readonly diskBytes: number;
}

export interface RunningProcess {
  write(bytes: string | Uint8Array): void;
  closeStdin(): void;
  /** Output as it arrives. */
  onStdout(listener: (chunk: Uint8Array) => void): void;
  onStderr(listener: (chunk: Uint8Array) => void): void;
  kill(): void;
  /** Asks the program to end (SIGTERM). Whether it does is its own affair. */
  terminate(): void;
  /**
   * Closes a lap: what was used since the last one (or the start), and the limits of what follows.
   * What is written afterwards belongs to the next lap. Where the program ends before, these are
   * the last lap's figures, which `facts` holds too.
   */
  lap(budget: LapBudget): Promise<LapFacts>;
  /** How it ended. With laps, the figures are those of the last one. */
  readonly facts: Promise<RunFacts>;
}

export interface LapBudget {
  readonly cpuTimeMs: number;
  readonly wallTimeMs: number;
}

export interface LapFacts {
  readonly cpuTimeMs: number;
  readonly wallTimeMs: number;
  /** Of what was seen every few milliseconds and at the lap's end. */
  readonly peakMemoryBytes: number;
  readonly memoryKills: number;
  readonly processLimitHits: number;
}
