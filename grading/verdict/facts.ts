/**
 * What the sandbox measured of one process: facts, without any judgement. `verdictOf` (beside this
 * file) is the only place that turns facts and limits into a verdict.
 */
export interface RunFacts {
  readonly exit: ProcessExit;
  /** CPU time (user + system) of everything the run started, from the control group. */
  readonly cpuTimeMs: number;
  readonly wallTimeMs: number;
  /** The largest memory seen: of the process itself, or of all its processes where sampled. */
  readonly peakMemoryBytes: number;
  /** How often the kernel killed a process of the cell for memory during the run. */
  readonly memoryKills: number;
  /** How often a fork was refused by the process limit during the run. */
  readonly processLimitHits: number;
  /** The limit for which the warden ended the run, or null where the process ended by itself. */
  readonly stoppedBy: StopReason | null;
  readonly stdout: CapturedStream;
  readonly stderr: CapturedStream;
}

export type ProcessExit =
  | { readonly kind: 'exited'; readonly code: number }
  /** `signal` is the number, e.g. 11 for SIGSEGV. */
  | { readonly kind: 'signaled'; readonly signal: number }
  /** The program could not be started (errno name, e.g. ENOENT): a fault of the image. */
  | { readonly kind: 'not-started'; readonly error: string };

export type StopReason = 'cpu-time' | 'wall-time' | 'output' | 'cancelled';

export interface CapturedStream {
  readonly bytes: Uint8Array;
  /** True where the process wrote more than the cap; `bytes` holds what came before. */
  readonly truncated: boolean;
}
