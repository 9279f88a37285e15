import { setTimeout as sleep } from 'node:timers/promises';
import { toOutgoing, type Outgoing } from '../../../grading/kinds/http/outgoing.ts';
import type { HttpSpec } from '../../../grading/kinds/http/types.ts';
import type { Limits } from '../../../grading/manifest/limits.ts';
import type { RunFacts } from '../../../grading/verdict/facts.ts';
import type { ProgramCommand } from '../../languages/language.ts';
import type { LapBudget, LapFacts, LeasedCell, RunningProcess } from '../../sandbox/sandbox.ts';
import { findOtherPort } from './find-other-port.ts';
import { send, type Reply } from './send.ts';

/**
 * A learner's service for the time of a case, or of several (theory of operation).
 *
 * The service is the cell's one running program, in its own process, and everything it says is
 * untrusted. It has started when it answers a request over HTTP, whatever the answer; until then its
 * time is not the case's, but bounded: a lap of the warden's divides the two. It is over when the
 * warden says so, and how it ended are the warden's facts.
 *
 * A lap of the warden's divides the cases of a service that is used again, too: each has its own
 * limits and figures, and what the service printed in an earlier one is not shown again.
 *
 * A restart asks it to end (SIGTERM), as whoever deploys a service does, and kills it where it does
 * not. `/work`, its working directory, and `/tmp` then stay as they are; what it kept in memory is
 * gone, with every process that it had started.
 */
export class Service {
  readonly #cell: LeasedCell;
  readonly #command: ProgramCommand;
  readonly #spec: HttpSpec;
  readonly #limits: Limits;
  #process: RunningProcess | null = null;
  #over: Promise<RunFacts> = Promise.resolve(NEVER_RAN);
  #ended: RunFacts | null = null;
  #log: Uint8Array[] = [];
  #logBytes = 0;
  /** Since the process was started, on stdout. */
  #printedBytes = 0;
  /** Of what is over: starting, and the conversation. */
  #startWallMs = 0;
  #used = NO_USAGE;

  constructor(cell: LeasedCell, command: ProgramCommand, spec: HttpSpec, limits: Limits) {
    this.#cell = cell;
    this.#command = command;
    this.#spec = spec;
    this.#limits = limits;
  }

  /**
   * Starts it for a case, and waits until it answers; one that runs already goes on, with the limits
   * of a new case. Says why it does not start, or null.
   */
  async start(): Promise<StartFailure | null> {
    this.#log = [];
    this.#logBytes = 0;
    this.#startWallMs = 0;
    this.#used = NO_USAGE;
    if (this.#process !== null && !this.#hasEnded()) {
      await this.#process.lap(this.#budget());
      // Where it ended since the last case, nobody asked it anything: that one is not to blame.
      if (!this.#hasEnded()) return null;
    }
    return this.#launch(false);
  }

  /** It runs, and what it has printed leaves the next case as much to print as any. */
  get mayGoOn(): boolean {
    return !this.#hasEnded() && this.#printedBytes <= this.#limits.outputBytes;
  }

  /** Ends it and starts it again, with the files that it wrote. `died`: there was nothing to end. */
  async restart(): Promise<StartFailure | 'died' | null> {
    const process = this.#running();
    const lap = await process.lap(this.#budget());
    if (this.#ended !== null) return 'died';
    this.#used = addUp(this.#used, lap);
    process.terminate();
    await Promise.race([this.#over, sleep(TERMINATION_MS, null, { ref: false })]);
    await this.stop();
    return this.#launch(true);
  }

  send(outgoing: Outgoing, timeoutMs: number): Promise<Reply> {
    const tunnel = this.#cell.connect({ port: this.#spec.port });
    const bodyBytes = this.#limits.outputBytes;
    return send(tunnel, outgoing, { timeoutMs, connectTimeoutMs: timeoutMs, bodyBytes });
  }

  /**
   * The facts of the whole conversation. How the service ended, where it did by itself; else it
   * counts as ended well.
   */
  async conclude(): Promise<{ readonly facts: RunFacts; readonly diedBy: RunFacts | null }> {
    // Its end, where that is why a connection broke, is about to be reported.
    const lap = await this.#running().lap(this.#budget());
    const diedBy = this.#ended;
    this.#used = addUp(this.#used, diedBy ?? lap);
    const facts = { ...(diedBy ?? ENDED_WELL), ...this.#used };
    return { facts, diedBy: diedBy === null ? null : facts };
  }

  /** Waits a moment for the end that a broken connection may be the first sign of. */
  async awaitEnd(): Promise<void> {
    await Promise.race([this.#over, sleep(END_PATIENCE_MS, null, { ref: false })]);
  }

  /** Kills it, with all that it started. Safe to call twice. */
  async stop(): Promise<void> {
    if (this.#ended === null) this.#process?.kill();
    await this.#over;
  }

  /** What it printed, to both streams, as it came. */
  get log(): Uint8Array {
    return Buffer.concat(this.#log);
  }

  /** Wall time of the case's, starts included. */
  get wallTimeMs(): number {
    return this.#startWallMs + this.#used.wallTimeMs;
  }

  /**
   * A second time where it ended by itself after a probe had reached it: that probe may have been
   * why. Mono's HttpListener listens before it is ready to, and a connection in that moment ends it.
   */
  async #launch(keepFiles: boolean): Promise<StartFailure | null> {
    const failure = await this.#launchOnce(keepFiles);
    const byItself = failure?.kind === 'ended' && failure.facts.stoppedBy === null;
    return byItself && failure.accepts ? this.#launchOnce(keepFiles) : failure;
  }

  async #launchOnce(keepFiles: boolean): Promise<StartFailure | null> {
    const { port, readiness, reuse } = this.#spec;
    const { outputBytes, diskBytes } = this.#limits;
    const process = this.#cell.start({
      argv: this.#command.argv,
      env: { ...this.#command.env, PORT: String(port) },
      ...{ role: 'run', keepFiles, stdin: '', diskBytes },
      cpuTimeMs: startLimits(this.#limits).cpuTimeMs,
      wallTimeMs: readiness.timeoutMs + START_GRACE_MS,
      stdoutBytes: reuse ? 2 * outputBytes : outputBytes,
      stderrBytes: LOG_CAP_BYTES,
    });
    this.#printedBytes = 0;
    const hear = (chunk: Uint8Array): void => {
      if (this.#logBytes >= LOG_CAP_BYTES) return;
      this.#logBytes += chunk.length;
      this.#log.push(chunk);
    };
    process.onStdout((chunk) => {
      this.#printedBytes += chunk.length;
      hear(chunk);
    });
    process.onStderr(hear);
    this.#process = process;
    this.#ended = null;
    this.#over = process.facts.then((facts) => (this.#ended = facts));
    // Whoever waits for it learns of the failure.
    this.#over.catch(() => undefined);
    return this.#awaitReady(process);
  }

  async #awaitReady(process: RunningProcess): Promise<StartFailure | null> {
    const { port, readiness } = this.#spec;
    const bodyBytes = this.#limits.outputBytes;
    const startedAt = performance.now();
    const outgoing = toOutgoing(
      { method: 'GET', path: readiness.path, query: [], headers: [], body: null },
      { port, cookies: '' },
    );
    let accepts = false;
    for (;;) {
      const waitedMs = performance.now() - startedAt;
      const leftMs = readiness.timeoutMs - waitedMs;
      if (this.#hasEnded()) return this.#startedBadly(await this.#over, accepts);
      if (leftMs <= 0) break;
      const tunnel = this.#cell.connect({ port });
      const limits = { timeoutMs: leftMs, connectTimeoutMs: PROBE_CONNECT_MS, bodyBytes };
      const reply = await Promise.race([send(tunnel, outgoing, limits), this.#over]);
      accepts ||= !tunnel.connecting;
      if ('exit' in reply) return this.#startedBadly(reply, accepts);
      if (reply.kind === 'answer' || reply.failure === 'too-large') {
        const start = await process.lap(this.#budget());
        if (this.#hasEnded()) return this.#startedBadly(await this.#over, accepts);
        this.#startWallMs += start.wallTimeMs;
        return null;
      }
      await Promise.race([this.#over, sleep(pauseAfter(waitedMs), null, { ref: false })]);
    }
    this.#startWallMs += readiness.timeoutMs;
    const otherPort = accepts ? null : await findOtherPort(this.#cell, port);
    return { kind: 'silent', accepts, otherPort };
  }

  // A method: the compiler does not see that waiting changes it.
  #hasEnded(): boolean {
    return this.#ended !== null;
  }

  #startedBadly(facts: RunFacts, accepts: boolean): StartFailure {
    this.#startWallMs += facts.wallTimeMs;
    return { kind: 'ended', facts, accepts };
  }

  /** What is left of the case's limits. */
  #budget(): LapBudget {
    return {
      cpuTimeMs: Math.max(this.#limits.cpuTimeMs - this.#used.cpuTimeMs, 1),
      wallTimeMs: Math.max(this.#limits.wallTimeMs - this.#used.wallTimeMs, 1),
    };
  }

  #running(): RunningProcess {
    if (this.#process === null) throw new TypeError('The service was not started.');
    return this.#process;
  }
}

export type StartFailure =
  /** Its process ended before it had answered; `accepts`: it had taken a connection. */
  | { readonly kind: 'ended'; readonly facts: RunFacts; readonly accepts: boolean }
  /** It runs, and does not answer; `accepts`: it takes connections. */
  | { readonly kind: 'silent'; readonly accepts: boolean; readonly otherPort: number | null };

/** The limits of a start: beside the case's, which begin when it has answered. */
export const startLimits = (limits: Limits): Limits => ({
  ...limits,
  cpuTimeMs: Math.max(limits.cpuTimeMs, START_CPU_TIME_MS),
});

const START_CPU_TIME_MS = 4000;
/** The warden's limit on a start is never the first one to be noticed. */
const START_GRACE_MS = 2000;
/** A connection that hangs while the service starts is tried anew. */
const PROBE_CONNECT_MS = 500;
/** A start is noticed late by little of what it took, and asking slows no start down by much. */
const pauseAfter = (waitedMs: number): number => Math.min(Math.max(waitedMs * 0.04, 2), 40);
const TERMINATION_MS = 2000;
const END_PATIENCE_MS = 100;
export const LOG_CAP_BYTES = 64 * 1024;

const NO_USAGE: LapFacts = {
  cpuTimeMs: 0,
  wallTimeMs: 0,
  peakMemoryBytes: 0,
  memoryKills: 0,
  processLimitHits: 0,
};

const addUp = (one: LapFacts, other: LapFacts): LapFacts => ({
  cpuTimeMs: one.cpuTimeMs + other.cpuTimeMs,
  wallTimeMs: one.wallTimeMs + other.wallTimeMs,
  peakMemoryBytes: Math.max(one.peakMemoryBytes, other.peakMemoryBytes),
  memoryKills: one.memoryKills + other.memoryKills,
  processLimitHits: one.processLimitHits + other.processLimitHits,
});

const NOTHING = { bytes: new Uint8Array(0), truncated: false } as const;

const ENDED_WELL = {
  exit: { kind: 'exited', code: 0 },
  stoppedBy: null,
  stdout: NOTHING,
  stderr: NOTHING,
} as const;

const NEVER_RAN: RunFacts = { ...ENDED_WELL, ...NO_USAGE };
