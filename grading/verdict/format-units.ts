const KIB = 1024;
const MIB = 1024 * 1024;

/** `2 s`, `2.01 s`, `0.02 s`: at most two decimals. */
export const formatSeconds = (ms: number): string => `${trimmed(ms / 1000)} s`;

/** `256 MiB`, `12.4 MiB`: at most one decimal. */
export const formatMiB = (bytes: number): string => `${trimmed(bytes / MIB, 1)} MiB`;

/** `64 KiB`, `1 MiB`: the larger unit where it is a whole number. */
export const formatBytes = (bytes: number): string =>
  bytes >= MIB && bytes % MIB === 0 ? formatMiB(bytes) : `${trimmed(bytes / KIB, 1)} KiB`;

const trimmed = (value: number, decimals = 2): string => String(Number(value.toFixed(decimals)));
