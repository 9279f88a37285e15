import type { RunFacts } from '../../../grading/verdict/facts.ts';
import type { LapBudget, LapFacts, RunningProcess } from '../sandbox.ts';
import { decodeExit, decodeLapped } from './decode.ts';
import {
  encodeFile,
  encodeFrame,
  encodeLap,
  encodeRun,
  encodeSize,
  toBytes,
  type ProgramCommand,
} from './encode.ts';
import type { Frame } from './frame-reader.ts';
import { FRAME, STDIN_WINDOW_BYTES } from './protocol.ts';

const STDIN_CHUNK_BYTES = 64 * 1024;
const NOTHING = new Uint8Array(0);

type Listener = (chunk: Uint8Array) => void;

/** One output stream: what came so far, capped, for listeners and for the facts. */
class Output {
  readonly #chunks: Buffer[] = [];
  readonly #listeners: Listener[] = [];
  readonly #capBytes: number;
  #bytes = 0;

  constructor(capBytes: number) {
    this.#capBytes = capBytes;
  }

  take(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#capBytes) throw new Error('the warden sent more than the output cap');
    this.#chunks.push(chunk);
    for (const listener of this.#listeners) listener(chunk);
  }

  /** A listener that comes late gets what it missed. */
  listen(listener: Listener): void {
    for (const chunk of this.#chunks) listener(chunk);
    this.#listeners.push(listener);
  }

  whole(): Uint8Array {
    return Buffer.concat(this.#chunks, this.#bytes);
  }
}

interface Lap {
  readonly budget: LapBudget;
  readonly resolve: (facts: LapFacts) => void;
  readonly reject: (error: Error) => void;
}

const NO_USAGE: LapFacts = {
  cpuTimeMs: 0,
  wallTimeMs: 0,
  peakMemoryBytes: 0,
  memoryKills: 0,
  processLimitHits: 0,
};

/** A program in a session, from before its RUN frame to its EXIT. */
export class WardenProcess implements RunningProcess {
  readonly facts: Promise<RunFacts>;
  readonly #channel: number;
  readonly #command: ProgramCommand;
  readonly #stdout: Output;
  readonly #stderr: Output;
  #send: ((frames: readonly Buffer[]) => void) | null = null;
  #resolve!: (facts: RunFacts) => void;
  #reject!: (error: Error) => void;
  /** Those that were asked for and not answered yet, in their order. */
  #laps: Lap[] = [];
  #stdinWaiting: Uint8Array[] = [];
  #stdinUnderWay = 0;
  #stdinEnded = false;
  #stdinEofSent = false;
  #killed = false;
  #over = false;

  constructor(channel: number, command: ProgramCommand) {
    this.#channel = channel;
    this.#command = command;
    this.#stdout = new Output(command.stdoutBytes);
    this.#stderr = new Output(command.stderrBytes);
    this.facts = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever waits for the facts learns of a failure; a process nobody waits for may fail quietly.
    this.facts.catch(() => undefined);
    if (command.stdin !== undefined) {
      this.write(command.stdin);
      this.closeStdin();
    }
  }

  /** Sends the RUN frame and what belongs to it. From now on frames go out as they are made. */
  launch(send: (frames: readonly Buffer[]) => void): void {
    const command = this.#command;
    this.#send = send;
    const service = command.role === 'service';
    const prepare = service ? FRAME.prepareService : FRAME.prepare;
    const files = (command.files ?? []).flatMap((file) =>
      encodeFile(service ? 'service' : 'work', file),
    );
    const run = encodeRun(this.#channel, command);
    const disks = command.keepFiles === true ? [] : [encodeSize(prepare, command.diskBytes)];
    send([...disks, ...files, run]);
    // RUN itself says where stdin is empty.
    if (command.stdin?.length === 0) this.#stdinEofSent = true;
    this.#pumpStdin();
    for (const lap of this.#laps) send([encodeLap(this.#channel, lap.budget)]);
    if (this.#killed) this.#sendFrame(FRAME.kill, NOTHING);
  }

  /** Takes a frame of this channel; true where it was the last one. */
  take(frame: Frame): boolean {
    switch (frame.type) {
      case FRAME.stdout:
        this.#stdout.take(frame.payload);
        return false;
      case FRAME.stderr:
        this.#stderr.take(frame.payload);
        return false;
      case FRAME.credit:
        this.#stdinUnderWay -= frame.payload.readUInt32LE(0);
        this.#pumpStdin();
        return false;
      case FRAME.lapped: {
        const lap = this.#laps.shift();
        if (lap === undefined) throw new Error('a lap that nobody asked for');
        lap.resolve(decodeLapped(frame.payload));
        return false;
      }
      case FRAME.exit:
        this.#end(decodeExit(frame.payload, this.#stdout.whole(), this.#stderr.whole()));
        return true;
      default:
        throw new Error(`frame type 0x${frame.type.toString(16)} belongs to no process`);
    }
  }

  fail(error: Error): void {
    this.#over = true;
    this.#reject(error);
    for (const lap of this.#laps.splice(0)) lap.reject(error);
  }

  /** The first lap that was not answered is the one that the program ended in. */
  #end(facts: RunFacts): void {
    this.#over = true;
    this.#resolve(facts);
    const { cpuTimeMs, wallTimeMs, peakMemoryBytes, memoryKills, processLimitHits } = facts;
    this.#laps
      .shift()
      ?.resolve({ cpuTimeMs, wallTimeMs, peakMemoryBytes, memoryKills, processLimitHits });
    for (const lap of this.#laps.splice(0)) lap.resolve(NO_USAGE);
  }

  write(bytes: string | Uint8Array): void {
    if (this.#stdinEnded || this.#over || bytes.length === 0) return;
    this.#stdinWaiting.push(toBytes(bytes));
    this.#pumpStdin();
  }

  closeStdin(): void {
    this.#stdinEnded = true;
    this.#pumpStdin();
  }

  onStdout(listener: Listener): void {
    this.#stdout.listen(listener);
  }

  onStderr(listener: Listener): void {
    this.#stderr.listen(listener);
  }

  kill(): void {
    if (this.#killed) return;
    this.#killed = true;
    this.#sendFrame(FRAME.kill, NOTHING);
  }

  terminate(): void {
    this.#sendFrame(FRAME.terminate, NOTHING);
  }

  async lap(budget: LapBudget): Promise<LapFacts> {
    if (this.#over) return this.facts.then(() => NO_USAGE);
    const frame = encodeLap(this.#channel, budget);
    return new Promise((resolve, reject) => {
      this.#laps.push({ budget, resolve, reject });
      this.#send?.([frame]);
    });
  }

  #sendFrame(type: number, payload: Uint8Array): void {
    if (!this.#over) this.#send?.([encodeFrame(type, this.#channel, payload)]);
  }

  /** Sends stdin as far as the warden's window allows; the rest follows on credit. */
  #pumpStdin(): void {
    if (this.#send === null || this.#over) return;
    for (let next = this.#stdinWaiting[0]; next !== undefined; next = this.#stdinWaiting[0]) {
      const room = Math.min(STDIN_WINDOW_BYTES - this.#stdinUnderWay, STDIN_CHUNK_BYTES);
      if (room <= 0) return;
      const chunk = next.subarray(0, room);
      if (chunk.length === next.length) this.#stdinWaiting.shift();
      else this.#stdinWaiting[0] = next.subarray(room);
      this.#stdinUnderWay += chunk.length;
      this.#sendFrame(FRAME.stdin, chunk);
    }
    if (!this.#stdinEnded || this.#stdinEofSent) return;
    this.#stdinEofSent = true;
    this.#sendFrame(FRAME.stdinEof, NOTHING);
  }
}
