import { PassThrough, type Readable } from 'node:stream';

/**
 * Takes apart what the engine sends for an attached container without a terminal: frames of one
 * byte of stream type (0 stdin, 1 stdout, 2 stderr), three zero bytes, a length of four bytes (big
 * endian), and the payload. Frames arrive in parts of any size; the payload is passed on as it
 * comes, never gathered.
 *
 * (https://docs.docker.com/reference/api/engine: "Attach to a container", stream format.)
 */
export interface Demultiplexed {
  readonly stdout: Readable;
  /** The end of what came on stderr, for messages. */
  stderrTail(): string;
}

const HEADER_BYTES = 8;
/** No engine makes longer frames than 32 KiB; anything above this is not a frame. */
const LONGEST_FRAME_BYTES = 64 * 1024 * 1024;
const STDERR_TAIL_BYTES = 4096;

export function demultiplex(source: Readable): Demultiplexed {
  const stdout = new PassThrough();
  const split = frameSplitter();
  let tail = Buffer.alloc(0);

  source.on('data', (chunk: Buffer) => {
    try {
      split(chunk, (type, payload) => {
        if (type === 1) stdout.write(payload);
        if (type === 2) tail = Buffer.concat([tail, payload]).subarray(-STDERR_TAIL_BYTES);
      });
    } catch (error) {
      source.destroy();
      stdout.destroy(error as Error);
      return;
    }
    if (stdout.writableNeedDrain) source.pause();
  });
  stdout.on('drain', () => source.resume());
  source.once('end', () => stdout.end());
  source.once('error', (error) => stdout.destroy(error));
  source.once('close', () => stdout.end());
  return { stdout, stderrTail: () => tail.toString('utf8').trim() };
}

type OnPayload = (type: number, payload: Buffer) => void;

/** Feeds chunks through the frame format; throws where they are not in it. */
export function frameSplitter(): (chunk: Buffer, onPayload: OnPayload) => void {
  const header = Buffer.alloc(HEADER_BYTES);
  let headerBytes = 0;
  let type = 0;
  let remaining = 0;
  return (chunk, onPayload) => {
    let position = 0;
    while (position < chunk.length) {
      if (remaining === 0) {
        const taken = Math.min(HEADER_BYTES - headerBytes, chunk.length - position);
        chunk.copy(header, headerBytes, position, position + taken);
        headerBytes += taken;
        position += taken;
        if (headerBytes < HEADER_BYTES) return;
        headerBytes = 0;
        type = header.readUInt8(0);
        remaining = header.readUInt32BE(4);
        if (type > 2 || remaining > LONGEST_FRAME_BYTES) {
          throw new Error('The engine sent something that is no frame of an attached stream.');
        }
      } else {
        const taken = Math.min(remaining, chunk.length - position);
        onPayload(type, chunk.subarray(position, position + taken));
        position += taken;
        remaining -= taken;
      }
    }
  };
}
