import type {
  CapturedStream,
  ProcessExit,
  RunFacts,
  StopReason,
} from '../../../grading/verdict/facts.ts';
import type { LapFacts } from '../sandbox.ts';
import type { SessionReport, WardenReady } from './warden.ts';

/** The warden's payloads as values. Throws on what no warden writes. */

const EXIT_BYTES = 48;
const USAGE_BYTES = 40;
const STOP_REASONS: readonly (StopReason | null)[] = [
  null,
  'cpu-time',
  'wall-time',
  'output',
  'cancelled',
];

export function decodeReady(payload: Buffer): WardenReady {
  const cgroupVersion = payload.readUInt8(2);
  if (cgroupVersion !== 1 && cgroupVersion !== 2)
    throw new Error(`unknown control group version ${String(cgroupVersion)}`);
  const error = payload.toString('utf8', 4);
  return {
    protocolVersion: payload.readUInt16LE(0),
    cgroupVersion,
    namespaces: payload.readUInt8(3) === 1,
    ...(error === '' ? {} : { namespacesError: error }),
  };
}

export function decodeEnded(payload: Buffer): SessionReport {
  const clean = payload.readUInt8(0) === 1;
  return { clean, anomalies: clean ? [] : [payload.toString('utf8', 1)] };
}

export function decodeLapped(payload: Buffer): LapFacts {
  if (payload.length < USAGE_BYTES) throw new Error('malformed LAPPED');
  return decodeUsage(payload, 0);
}

function decodeUsage(payload: Buffer, at: number): LapFacts {
  return {
    cpuTimeMs: Number(payload.readBigUInt64LE(at)) / 1e6,
    wallTimeMs: Number(payload.readBigUInt64LE(at + 8)) / 1e6,
    peakMemoryBytes: Number(payload.readBigUInt64LE(at + 16)),
    memoryKills: Number(payload.readBigUInt64LE(at + 24)),
    processLimitHits: Number(payload.readBigUInt64LE(at + 32)),
  };
}

export function decodeExit(payload: Buffer, stdout: Uint8Array, stderr: Uint8Array): RunFacts {
  const stoppedBy = STOP_REASONS[payload.readUInt8(1)];
  if (stoppedBy === undefined || payload.length < EXIT_BYTES) throw new Error('malformed EXIT');
  return {
    exit: decodeProcessExit(payload),
    ...decodeUsage(payload, EXIT_BYTES - USAGE_BYTES),
    stoppedBy,
    stdout: captured(stdout, payload.readUInt8(2)),
    stderr: captured(stderr, payload.readUInt8(3)),
  };
}

function decodeProcessExit(payload: Buffer): ProcessExit {
  const kind = payload.readUInt8(0);
  const value = payload.readUInt32LE(4);
  if (kind === 0) return { kind: 'exited', code: value };
  if (kind === 1) return { kind: 'signaled', signal: value };
  return { kind: 'not-started', error: payload.toString('latin1', EXIT_BYTES) };
}

const captured = (bytes: Uint8Array, truncated: number): CapturedStream => ({
  bytes,
  truncated: truncated === 1,
});
