/**
 * The numbers of the frame protocol; sandbox-images/warden/src/warden.h holds the same ones, and
 * sandbox-images/warden/README.md describes each frame.
 */
export const PROTOCOL_VERSION = 1;

export const FRAME_HEADER_BYTES = 8;
export const MAX_PAYLOAD_BYTES = 128 * 1024;
/** Larger than any frame the warden makes (a chunk of output has 64 KiB). */
export const MAX_RECEIVED_PAYLOAD_BYTES = MAX_PAYLOAD_BYTES;
/** Stdin bytes that may be under way, beyond what the warden credited. */
export const STDIN_WINDOW_BYTES = 256 * 1024;
/** Connections into a session that may be open at a time; further ones wait for their turn. */
export const MAX_TUNNELS = 64;
/** Bytes that may be under way on a tunnel, in each direction, beyond what was credited. */
export const TUNNEL_WINDOW_BYTES = 64 * 1024;
/** A socket's path in the kernel's address structure, less its NUL. */
export const MAX_SOCKET_PATH_BYTES = 107;
export const MAX_ARGUMENTS = 4096;
export const MAX_VARIABLES = 1024;
export const MAX_PATH_BYTES = 1024;

export const FRAME = {
  begin: 0x01,
  prepare: 0x02,
  file: 0x03,
  fileMore: 0x04,
  run: 0x05,
  stdin: 0x06,
  stdinEof: 0x07,
  kill: 0x08,
  end: 0x09,
  lap: 0x0a,
  prepareService: 0x0b,
  terminate: 0x0c,
  tunnelConnect: 0x20,
  tunnelData: 0x21,
  tunnelCredit: 0x22,
  tunnelEof: 0x23,
  tunnelClose: 0x24,
  ready: 0x81,
  stdout: 0x82,
  stderr: 0x83,
  credit: 0x84,
  exit: 0x85,
  ended: 0x86,
  fault: 0x87,
  lapped: 0x88,
  tunnelConnected: 0xa0,
  tunnelDataBack: 0xa1,
  tunnelCreditBack: 0xa2,
  tunnelEofBack: 0xa3,
  tunnelClosed: 0xa4,
} as const;

export const FILE_TARGET = { app: 0, work: 1, service: 2 } as const;
export const ROLE = { compile: 0, run: 1, service: 2 } as const;
export const FLAG_MORE = 1;
export const FLAG_STDIN = 1;
export const FLAG_KEEP = 2;
export const TUNNEL_TARGET = { tcp: 0, unix: 1 } as const;
