import { Duplex } from 'node:stream';
import type { ConnectTarget } from '../sandbox.ts';
import { encodeConnect, encodeFrame } from './encode.ts';
import type { Frame } from './frame-reader.ts';
import { FRAME, TUNNEL_WINDOW_BYTES } from './protocol.ts';

/**
 * A byte stream to a server inside a session, as much like a `net.Socket` as HTTP and database
 * clients look for.
 *
 * The server is not trusted: it may flood, never read, or keep its end open for ever. So nothing is
 * held beyond a window in each direction: the warden is credited what was read here (and sends no
 * more than that), and what is written here waits, with its callback, for the warden's credit.
 */

const CREDIT_STEP_BYTES = TUNNEL_WINDOW_BYTES / 4;
const CHUNK_BYTES = 32 * 1024;
const NOTHING = new Uint8Array(0);

export type SendFrames = (frames: readonly Buffer[]) => void;

/** What went wrong, with the system's name for it (`ECONNREFUSED`), as Node's own errors have. */
export class TunnelError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'TunnelError';
    this.code = code;
  }
}

export class Tunnel extends Duplex {
  connecting = true;
  readonly #channel: number;
  readonly #target: ConnectTarget;
  readonly #connectFrame: Buffer;
  #send: SendFrames | null = null;
  /** What the warden still takes, and what it may still send. */
  #sendRoom = TUNNEL_WINDOW_BYTES;
  #receiveRoom = TUNNEL_WINDOW_BYTES;
  /** What was read here and is not credited yet. */
  #taken = 0;
  #readerWaits = true;
  #writing: { bytes: Buffer; readonly done: (error?: Error | null) => void } | null = null;
  #finishing: ((error?: Error | null) => void) | null = null;
  #eofSent = false;
  #closed = false;
  #idleTimeoutMs = 0;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(channel: number, target: ConnectTarget) {
    super({ allowHalfOpen: true });
    this.#channel = channel;
    this.#target = target;
    this.#connectFrame = encodeConnect(channel, target);
    // A server that fails is a learner's failure: it must not end the worker where nobody listens.
    this.on('error', () => undefined);
  }

  // ---- the session's side

  /** The connection's turn came: CONNECT, and what was written meanwhile. */
  launch(send: SendFrames): void {
    this.#send = send;
    send([this.#connectFrame]);
    this.#pump();
  }

  /** Takes a frame of this channel; true where it was the last one. */
  takeFrame(frame: Frame): boolean {
    switch (frame.type) {
      case FRAME.tunnelConnected:
        this.#connected();
        return false;
      case FRAME.tunnelDataBack:
        this.#receive(frame.payload);
        return false;
      case FRAME.tunnelCreditBack:
        this.#sendRoom += frame.payload.readUInt32LE(0);
        this.#pump();
        return false;
      case FRAME.tunnelEofBack:
        if (!this.destroyed) this.push(null);
        return false;
      case FRAME.tunnelClosed:
        this.#end(frame.payload.toString('latin1'));
        return true;
      default:
        throw new Error(`frame type 0x${frame.type.toString(16)} belongs to no tunnel`);
    }
  }

  /** The session is over, or was never there. */
  fail(error: Error): void {
    this.#closed = true;
    this.destroy(new TunnelError('ECONNRESET', error.message));
  }

  /** Before it was ever launched. */
  refuse(code: string): void {
    this.#end(code);
  }

  #connected(): void {
    this.connecting = false;
    if (this.destroyed) return;
    this.emit('connect');
    this.emit('ready');
  }

  #receive(chunk: Buffer): void {
    this.#receiveRoom -= chunk.length;
    if (this.#receiveRoom < 0) throw new Error('the warden sent more than a tunnel was credited');
    if (this.destroyed) return;
    this.#touch();
    this.#taken += chunk.length;
    // A copy: the chunk may be a small part of a large buffer that it would keep alive.
    this.#readerWaits = this.push(Buffer.from(chunk));
    if (this.#readerWaits) this.#giveCredit();
  }

  #end(code: string): void {
    this.#closed = true;
    if (this.destroyed) return;
    if (code === '') {
      // Only after both sides had ended; what is left to read stays readable.
      if (!this.readableEnded) this.push(null);
      return;
    }
    const verb = this.connecting ? 'connect' : 'tunnel';
    this.destroy(new TunnelError(code, `${verb} ${code} ${describeTarget(this.#target)}`));
  }

  #giveCredit(): void {
    if (this.#taken < CREDIT_STEP_BYTES || this.#closed) return;
    const payload = Buffer.allocUnsafe(4);
    payload.writeUInt32LE(this.#taken);
    this.#receiveRoom += this.#taken;
    this.#taken = 0;
    this.#sendFrame(FRAME.tunnelCredit, payload);
  }

  #sendFrame(type: number, payload: Uint8Array): void {
    if (!this.#closed) this.#send?.([encodeFrame(type, this.#channel, payload)]);
  }

  /** Sends what waits, as far as the warden's window allows. */
  #pump(): void {
    if (this.#send === null || this.destroyed) return;
    while (this.#writing !== null) {
      const { bytes, done } = this.#writing;
      const length = Math.min(bytes.length, this.#sendRoom, CHUNK_BYTES);
      if (length === 0 && bytes.length > 0) return;
      this.#sendRoom -= length;
      this.#touch();
      if (length > 0) this.#sendFrame(FRAME.tunnelData, bytes.subarray(0, length));
      if (length === bytes.length) {
        this.#writing = null;
        // May call _write or _final at once, and those this again.
        done();
      } else this.#writing.bytes = bytes.subarray(length);
    }
    const finish = this.#finishing;
    if (finish === null) return;
    this.#finishing = null;
    this.#eofSent = true;
    this.#sendFrame(FRAME.tunnelEof, NOTHING);
    finish();
  }

  // ---- the stream's side

  override _read(): void {
    this.#readerWaits = true;
    this.#giveCredit();
  }

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error?: Error | null) => void,
  ): void {
    this.#writing = { bytes: chunk, done };
    this.#pump();
  }

  /** Many small writes leave as one. */
  override _writev(
    chunks: readonly { readonly chunk: Buffer }[],
    done: (error?: Error | null) => void,
  ): void {
    this.#writing = { bytes: Buffer.concat(chunks.map(({ chunk }) => chunk)), done };
    this.#pump();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#finishing = done;
    this.#pump();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#idleTimer);
    // Where both sides have ended, the warden passes on what it still holds and closes by itself.
    if (!this.#eofSent || !this.readableEnded) this.#sendFrame(FRAME.tunnelClose, NOTHING);
    this.#closed = true;
    this.#writing?.done(error);
    this.#writing = null;
    this.#finishing?.(error);
    this.#finishing = null;
    done(error);
  }

  // ---- what clients call on a socket

  /** It connects by itself; `pg` calls this and waits for `connect`. */
  connect(): this {
    if (!this.connecting) process.nextTick(() => this.emit('connect'));
    return this;
  }

  /** Emits `timeout` after so long without a byte either way; 0: never. */
  setTimeout(timeoutMs: number, listener?: () => void): this {
    this.#idleTimeoutMs = timeoutMs;
    // As a socket does: HTTP's client takes its listener away with a time-out of 0.
    if (listener !== undefined && timeoutMs === 0) this.removeListener('timeout', listener);
    else if (listener !== undefined) this.once('timeout', listener);
    this.#touch();
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  #touch(): void {
    clearTimeout(this.#idleTimer);
    if (this.#idleTimeoutMs === 0 || this.destroyed) return;
    this.#idleTimer = setTimeout(() => this.emit('timeout'), this.#idleTimeoutMs);
  }
}

const describeTarget = (target: ConnectTarget): string =>
  'port' in target ? `127.0.0.1:${String(target.port)}` : target.path;
