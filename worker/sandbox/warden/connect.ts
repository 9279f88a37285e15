import type { Readable, Writable } from 'node:stream';
import { decodeReady } from './decode.ts';
import { FrameReader, type Frame } from './frame-reader.ts';
import { FRAME, PROTOCOL_VERSION } from './protocol.ts';
import { Session } from './session.ts';
import type { SessionOptions, Warden, WardenReady, WardenSession } from './warden.ts';

const DEFAULT_READY_TIMEOUT_MS = 10_000;

export interface ConnectOptions {
  /** How long the warden may take to say READY. */
  readonly readyTimeoutMs?: number;
}

/**
 * Speaks with the warden of a cell. `stdin` and `stdout` are the container's attached streams, the
 * latter demultiplexed. Rejects when READY does not come in time, or is another version's.
 */
export async function connectWarden(
  stdin: Writable,
  stdout: Readable,
  options: ConnectOptions = {},
): Promise<Warden> {
  const connection = new Connection(stdin, stdout);
  const timeoutMs = options.readyTimeoutMs ?? DEFAULT_READY_TIMEOUT_MS;
  const timer = setTimeout(() => {
    connection.fail(new Error(`the warden was not ready after ${String(timeoutMs)} ms`));
  }, timeoutMs);
  try {
    const ready = await connection.untilReady;
    if (ready.protocolVersion !== PROTOCOL_VERSION)
      throw new Error(`the warden speaks protocol version ${String(ready.protocolVersion)}`);
    return connection.toWarden(ready);
  } catch (error) {
    connection.fail(error instanceof Error ? error : new Error(String(error)));
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

class Connection {
  readonly untilReady: Promise<WardenReady>;
  readonly #stdin: Writable;
  readonly #reader = new FrameReader();
  readonly #sessions: Session[] = [];
  readonly #closed: Promise<Error>;
  #resolveReady!: (ready: WardenReady) => void;
  #rejectReady!: (error: Error) => void;
  #resolveClosed!: (error: Error) => void;
  #failure: Error | null = null;
  #outgoing: Buffer[] = [];
  #flushIsDue = false;

  constructor(stdin: Writable, stdout: Readable) {
    this.#stdin = stdin;
    this.untilReady = new Promise((resolve, reject) => {
      this.#resolveReady = resolve;
      this.#rejectReady = reject;
    });
    this.#closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    const ended = (): void => {
      this.fail(new Error("the warden's stream ended"));
    };
    for (const stream of [stdin, stdout]) {
      stream.on('error', (error: Error) => {
        this.fail(error);
      });
      stream.on('close', ended);
    }
    stdout.on('end', ended);
    stdout.on('data', (chunk: Buffer) => {
      this.#receive(chunk);
    });
  }

  toWarden(ready: WardenReady): Warden {
    return {
      ready,
      closed: this.#closed,
      beginSession: (options) => this.#beginSession(options),
      close: () => {
        this.#stdin.end();
      },
    };
  }

  fail(error: Error): void {
    if (this.#failure !== null) return;
    this.#failure = error;
    this.#rejectReady(error);
    for (const session of this.#sessions) session.fail(error);
    this.#sessions.length = 0;
    this.#resolveClosed(error);
    this.#stdin.end();
  }

  #beginSession(options: SessionOptions): WardenSession {
    const session = new Session(options);
    if (this.#failure !== null) {
      session.fail(this.#failure);
      return session;
    }
    this.#sessions.push(session);
    if (this.#sessions.length === 1) this.#open(session);
    return session;
  }

  /** A session gets the stream only after the one before has ended: see frames.c for why. */
  #open(session: Session): void {
    session.open((frames, now) => {
      this.#send(frames, now);
    });
  }

  #receive(chunk: Buffer): void {
    if (this.#failure !== null) return;
    try {
      this.#reader.push(chunk, (frame) => {
        this.#take(frame);
      });
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #take(frame: Frame): void {
    if (frame.type === FRAME.ready) {
      this.#resolveReady(decodeReady(frame.payload));
      return;
    }
    const session = this.#sessions[0];
    if (session === undefined)
      throw new Error(`frame type 0x${frame.type.toString(16)} outside a session`);
    if (!session.take(frame)) return;
    this.#sessions.shift();
    const next = this.#sessions[0];
    if (next !== undefined) this.#open(next);
  }

  /** What is sent in one tick leaves in one write; frames nobody waits for leave with the next. */
  #send(frames: readonly Buffer[], now: boolean): void {
    if (this.#failure !== null) return;
    this.#outgoing.push(...frames);
    if (!now || this.#flushIsDue) return;
    this.#flushIsDue = true;
    queueMicrotask(() => {
      this.#flush();
    });
  }

  #flush(): void {
    this.#flushIsDue = false;
    const outgoing = this.#outgoing;
    this.#outgoing = [];
    if (this.#failure === null) this.#stdin.write(Buffer.concat(outgoing));
  }
}
