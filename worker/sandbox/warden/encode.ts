import type { CellFile, ConnectTarget, LapBudget, RunCommand } from '../sandbox.ts';
import {
  FILE_TARGET,
  FLAG_KEEP,
  FLAG_MORE,
  FLAG_STDIN,
  FRAME,
  FRAME_HEADER_BYTES,
  MAX_ARGUMENTS,
  MAX_PATH_BYTES,
  MAX_PAYLOAD_BYTES,
  MAX_SOCKET_PATH_BYTES,
  MAX_VARIABLES,
  ROLE,
  TUNNEL_TARGET,
} from './protocol.ts';

/** Frames as bytes. A `RangeError` means that the caller asked for what no warden takes. */

export const SESSION_CHANNEL = 0;

const RUN_HEADER_BYTES = 40;
const FILE_HEADER_BYTES = 4;

export function encodeFrame(type: number, channel: number, payload: Uint8Array): Buffer {
  if (payload.length > MAX_PAYLOAD_BYTES)
    throw new RangeError(`a frame of ${String(payload.length)} bytes is too large`);
  const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + payload.length);
  frame.writeUInt32LE(payload.length, 0);
  frame.writeUInt8(type, 4);
  frame.writeUInt8(0, 5);
  frame.writeUInt16LE(channel, 6);
  frame.set(payload, FRAME_HEADER_BYTES);
  return frame;
}

/** BEGIN, PREPARE and PREPARE_SERVICE: the size of the directories that they make anew. */
export function encodeSize(type: number, bytes: number): Buffer {
  const payload = Buffer.allocUnsafe(8);
  payload.writeBigUInt64LE(BigInt(bytes));
  return encodeFrame(type, SESSION_CHANNEL, payload);
}

/** A file, in as many frames as it takes. */
export function encodeFile(target: keyof typeof FILE_TARGET, file: CellFile): Buffer[] {
  const path = Buffer.from(file.path);
  if (path.length === 0 || path.length > MAX_PATH_BYTES)
    throw new RangeError(`a path of ${String(path.length)} bytes cannot be written`);
  const content = toBytes(file.content);
  const first = MAX_PAYLOAD_BYTES - FILE_HEADER_BYTES - path.length;
  const header = Buffer.alloc(FILE_HEADER_BYTES);
  header.writeUInt8(FILE_TARGET[target], 0);
  header.writeUInt8(content.length > first ? FLAG_MORE : 0, 1);
  header.writeUInt16LE(path.length, 2);
  const head = Buffer.concat([header, path, content.subarray(0, first)]);
  const frames = [encodeFrame(FRAME.file, SESSION_CHANNEL, head)];
  const step = MAX_PAYLOAD_BYTES - 1;
  for (let at = first; at < content.length; at += step) {
    const more = Buffer.from([at + step < content.length ? FLAG_MORE : 0]);
    const part = Buffer.concat([more, content.subarray(at, at + step)]);
    frames.push(encodeFrame(FRAME.fileMore, SESSION_CHANNEL, part));
  }
  return frames;
}

/** What RUN can say: a learner's command, or a service. */
export type ProgramCommand = Omit<RunCommand, 'role'> & { readonly role: keyof typeof ROLE };

export function encodeRun(channel: number, command: ProgramCommand): Buffer {
  const variables = Object.entries(command.env ?? {}).map(([name, value]) => `${name}=${value}`);
  if (command.argv.length === 0 || command.argv.length > MAX_ARGUMENTS)
    throw new RangeError(`a command of ${String(command.argv.length)} arguments cannot be run`);
  if (variables.length > MAX_VARIABLES)
    throw new RangeError(`${String(variables.length)} environment variables are too many`);
  const strings = [...command.argv, ...variables];
  if (strings.some((text) => text.includes('\0')))
    throw new RangeError('an argument or environment variable holds a NUL character');
  const header = Buffer.alloc(RUN_HEADER_BYTES);
  header.writeUInt8(ROLE[command.role], 0);
  const keep = command.keepFiles === true ? FLAG_KEEP : 0;
  header.writeUInt8((isStdinEmpty(command) ? 0 : FLAG_STDIN) | keep, 1);
  header.writeUInt16LE(command.argv.length, 2);
  header.writeUInt16LE(variables.length, 4);
  header.writeUInt32LE(milliseconds(command.cpuTimeMs), 8);
  header.writeUInt32LE(milliseconds(command.wallTimeMs), 12);
  header.writeBigUInt64LE(BigInt(command.stdoutBytes), 16);
  header.writeBigUInt64LE(BigInt(command.stderrBytes), 24);
  header.writeBigUInt64LE(BigInt(command.diskBytes), 32);
  const text = Buffer.from(strings.map((each) => `${each}\0`).join(''));
  return encodeFrame(FRAME.run, channel, Buffer.concat([header, text]));
}

export function encodeLap(channel: number, budget: LapBudget): Buffer {
  const payload = Buffer.allocUnsafe(8);
  payload.writeUInt32LE(milliseconds(budget.cpuTimeMs), 0);
  payload.writeUInt32LE(milliseconds(budget.wallTimeMs), 4);
  return encodeFrame(FRAME.lap, channel, payload);
}

export function encodeConnect(channel: number, target: ConnectTarget): Buffer {
  const header = Buffer.alloc(4);
  if ('port' in target) {
    if (!Number.isInteger(target.port) || target.port < 1 || target.port > 0xffff)
      throw new RangeError(`there is no port ${String(target.port)}`);
    header.writeUInt8(TUNNEL_TARGET.tcp, 0);
    header.writeUInt16LE(target.port, 2);
    return encodeFrame(FRAME.tunnelConnect, channel, header);
  }
  const path = Buffer.from(target.path);
  if (path[0] !== 0x2f || path.length > MAX_SOCKET_PATH_BYTES || path.includes(0))
    throw new RangeError(`${JSON.stringify(target.path)} cannot be a socket's path`);
  header.writeUInt8(TUNNEL_TARGET.unix, 0);
  return encodeFrame(FRAME.tunnelConnect, channel, Buffer.concat([header, path]));
}

const isStdinEmpty = (command: ProgramCommand): boolean => command.stdin?.length === 0;

/** The largest number means none: `Infinity`. */
const milliseconds = (value: number): number => Math.min(Math.ceil(value), 0xffffffff);

export const toBytes = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content;
