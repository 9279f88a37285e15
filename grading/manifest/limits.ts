/** The limits of one run (one case), resolved: no default is left open. */
export interface Limits {
  readonly cpuTimeMs: number;
  readonly wallTimeMs: number;
  readonly memoryBytes: number;
  /** The cap on stdout; stderr has a fixed cap of its own. */
  readonly outputBytes: number;
  readonly processes: number;
  /** The size of each writable directory (working directory, /tmp). */
  readonly diskBytes: number;
}

/** Defaults of `limits` in an exercise's manifest, in the manifest's own units. */
export const DEFAULT_LIMITS = {
  cpuTimeMs: 2000,
  memoryMiB: 256,
  outputKiB: 1024,
  processes: 64,
  diskMiB: 32,
} as const;

/** Wall time allowed for a CPU limit where the manifest does not say: catches sleepers. */
export const defaultWallTimeMs = (cpuTimeMs: number): number => 3 * cpuTimeMs + 1000;
