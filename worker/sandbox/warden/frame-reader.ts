import { FRAME_HEADER_BYTES, MAX_RECEIVED_PAYLOAD_BYTES } from './protocol.ts';

export interface Frame {
  readonly type: number;
  readonly channel: number;
  readonly payload: Buffer;
}

/**
 * Cuts a stream into frames: u32 payload length, u8 type, u8 zero, u16 channel (little-endian),
 * payload. Chunks may end anywhere. Holds at most one frame that is not whole.
 */
export class FrameReader {
  #parts: Buffer[] = [];
  #held = 0;
  #needed = FRAME_HEADER_BYTES;

  /** Calls `onFrame` for each whole frame. Throws on a header that no warden writes. */
  push(chunk: Buffer, onFrame: (frame: Frame) => void): void {
    this.#parts.push(chunk);
    this.#held += chunk.length;
    if (this.#held < this.#needed) return;
    const bytes = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts, this.#held);
    let start = 0;
    this.#needed = FRAME_HEADER_BYTES;
    while (bytes.length - start >= FRAME_HEADER_BYTES) {
      const size = FRAME_HEADER_BYTES + payloadLength(bytes, start);
      if (bytes.length - start < size) {
        this.#needed = size;
        break;
      }
      onFrame({
        type: bytes.readUInt8(start + 4),
        channel: bytes.readUInt16LE(start + 6),
        payload: bytes.subarray(start + FRAME_HEADER_BYTES, start + size),
      });
      start += size;
    }
    this.#held = bytes.length - start;
    this.#parts = this.#held > 0 ? [bytes.subarray(start)] : [];
  }
}

function payloadLength(bytes: Buffer, at: number): number {
  const length = bytes.readUInt32LE(at);
  if (length > MAX_RECEIVED_PAYLOAD_BYTES || bytes.readUInt8(at + 5) !== 0)
    throw new Error(`malformed frame header ${bytes.toString('hex', at, at + FRAME_HEADER_BYTES)}`);
  return length;
}
