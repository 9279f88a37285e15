import type {
  CellFile,
  ConnectTarget,
  RunCommand,
  RunningProcess,
  ServiceSpec,
} from '../sandbox.ts';
import { decodeEnded } from './decode.ts';
import { encodeFile, encodeFrame, encodeSize, SESSION_CHANNEL } from './encode.ts';
import type { Frame } from './frame-reader.ts';
import { FRAME } from './protocol.ts';
import { WardenProcess } from './running-process.ts';
import type { Tunnel } from './tunnel.ts';
import { Tunnels } from './tunnels.ts';
import type { SessionOptions, SessionReport, WardenSession } from './warden.ts';

const LAST_CHANNEL = 0xffff;
/** What is kept of a service's output, for the log; the rest is dropped. */
const SERVICE_OUTPUT_BYTES = 64 * 1024;

interface Launched {
  readonly channel: number;
  readonly process: WardenProcess;
}

/** Sends frames; `now` says that something waits for them. */
type Send = (frames: readonly Buffer[], now: boolean) => void;

/** A session before, during and after its time on the stream. */
export class Session implements WardenSession {
  /** What was written before the session's turn came. */
  #early: Buffer[] = [];
  #send: Send | null = null;
  #wantsNow = false;
  #active: Launched | null = null;
  #service: Launched | null = null;
  #waiting: Launched[] = [];
  #lastChannel = SESSION_CHANNEL;
  readonly #tunnels = new Tunnels((frames) => this.#write(frames, true));
  #failure: Error | null = null;
  #ending = false;
  readonly #faults: string[] = [];
  readonly #report: Promise<SessionReport>;
  #resolveReport!: (report: SessionReport) => void;
  #rejectReport!: (error: Error) => void;

  constructor(options: SessionOptions) {
    this.#report = new Promise((resolve, reject) => {
      this.#resolveReport = resolve;
      this.#rejectReport = reject;
    });
    this.#report.catch(() => undefined);
    this.#write([encodeSize(FRAME.begin, options.diskBytes)], false);
  }

  /** The stream is this session's from now until `take` saw ENDED. */
  open(send: Send): void {
    this.#send = send;
    send(this.#early, this.#wantsNow);
    this.#early = [];
  }

  /** Takes a frame; true where it ended the session. */
  take(frame: Frame): boolean {
    if (frame.type === FRAME.ended) {
      this.#finish(frame.payload);
      return true;
    }
    if (frame.type === FRAME.fault) {
      this.#faults.push(frame.payload.toString('utf8'));
      this.#failProcesses(new Error(`the warden could not: ${frame.payload.toString('utf8')}`));
      return false;
    }
    if (this.#tunnels.take(frame)) return false;
    const service = this.#service;
    if (service?.channel === frame.channel) {
      if (service.process.take(frame)) this.#service = null;
      return false;
    }
    const active = this.#active;
    if (active?.channel !== frame.channel) {
      // After END or a fault, frames of what was given up may still come.
      if (this.#failure !== null) return false;
      throw new Error(
        `frame type 0x${frame.type.toString(16)} on channel ${String(frame.channel)}`,
      );
    }
    if (active.process.take(frame)) this.#launchNext();
    return false;
  }

  /** The stream is gone. */
  fail(error: Error): void {
    this.#failProcesses(error);
    this.#rejectReport(error);
  }

  writeFiles(files: readonly CellFile[]): void {
    if (this.#active !== null) throw new Error('files cannot be written while a program runs');
    this.#write(
      files.flatMap((file) => encodeFile('app', file)),
      false,
    );
  }

  start(command: RunCommand): RunningProcess {
    const channel = this.#nextChannel();
    const process = new WardenProcess(channel, command);
    if (this.#failure !== null) process.fail(this.#failure);
    else if (this.#active !== null) this.#waiting.push({ channel, process });
    else this.#launch({ channel, process });
    return process;
  }

  startService(spec: ServiceSpec): RunningProcess {
    if (this.#service !== null) throw new Error('a session has one service at a time');
    const channel = this.#nextChannel();
    const process = new WardenProcess(channel, {
      ...spec,
      role: 'service',
      stdin: '',
      cpuTimeMs: Infinity,
      wallTimeMs: Infinity,
      stdoutBytes: SERVICE_OUTPUT_BYTES,
      stderrBytes: SERVICE_OUTPUT_BYTES,
    });
    if (this.#failure !== null) process.fail(this.#failure);
    else {
      const service = { channel, process };
      this.#service = service;
      process.launch((frames) => {
        if (this.#service === service) this.#write(frames, true);
      });
    }
    return process;
  }

  connect(target: ConnectTarget): Tunnel {
    return this.#tunnels.connect(this.#nextChannel(), target);
  }

  end(): Promise<SessionReport> {
    if (this.#ending || this.#failure !== null) return this.#endOnce();
    this.#failProcesses(new Error('the session was ended'));
    return this.#endOnce();
  }

  #nextChannel(): number {
    if (this.#lastChannel >= LAST_CHANNEL)
      throw new Error('too many programs and connections in one session');
    return (this.#lastChannel += 1);
  }

  #endOnce(): Promise<SessionReport> {
    if (!this.#ending) {
      this.#ending = true;
      this.#write([encodeFrame(FRAME.end, SESSION_CHANNEL, new Uint8Array(0))], true);
    }
    return this.#report;
  }

  #finish(payload: Buffer): void {
    const { clean, anomalies } = decodeEnded(payload);
    if (!this.#ending) this.#faults.push('the session ended before it was asked to');
    this.#failProcesses(new Error(`the session ended: ${anomalies.join('; ')}`));
    this.#resolveReport({
      clean: clean && this.#faults.length === 0,
      anomalies: [...anomalies, ...this.#faults],
    });
  }

  #launchNext(): void {
    this.#active = null;
    const next = this.#waiting.shift();
    if (next !== undefined) this.#launch(next);
  }

  #launch(next: Launched): void {
    this.#active = next;
    next.process.launch((frames) => {
      if (this.#active === next) this.#write(frames, true);
    });
  }

  #failProcesses(error: Error): void {
    this.#failure ??= error;
    this.#active?.process.fail(error);
    this.#service?.process.fail(error);
    for (const { process } of this.#waiting) process.fail(error);
    this.#active = null;
    this.#service = null;
    this.#waiting = [];
    this.#tunnels.fail(error);
  }

  #write(frames: readonly Buffer[], now: boolean): void {
    if (this.#send !== null) {
      this.#send(frames, now);
      return;
    }
    this.#early.push(...frames);
    this.#wantsNow ||= now;
  }
}
