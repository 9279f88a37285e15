const MS_PER_SECOND = 1000;
const BYTES_PER_KIB = 1024;
const BYTES_PER_MIB = 1024 * 1024;

/** `12 ms`, `1.25 s`. */
export function formatDuration(ms: number): string {
  if (ms < MS_PER_SECOND) return `${Math.round(ms)} ms`;
  return `${trimZeros((ms / MS_PER_SECOND).toFixed(2))} s`;
}

/** `512 B`, `9.1 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < BYTES_PER_KIB) return `${bytes} B`;
  if (bytes < BYTES_PER_MIB) return `${trimZeros((bytes / BYTES_PER_KIB).toFixed(1))} KiB`;
  return `${trimZeros((bytes / BYTES_PER_MIB).toFixed(1))} MiB`;
}

/** Points, to two decimals, without needless zeros. */
export const formatPoints = (points: number): string => trimZeros(points.toFixed(2));

export const plural = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `2.10` is 2.1, and `100` stays what it is. */
const trimZeros = (text: string): string => String(Number(text));
