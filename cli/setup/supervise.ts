import { setTimeout as sleep } from 'node:timers/promises';
import pc from 'picocolors';
import { CliError, EXIT } from '../client/cli-error.ts';
import { renderSubmission } from '../render/render-submission.ts';
import { INTERRUPTED } from '../client/terminal.ts';
import { runSteps } from '../ui/run-steps.ts';
import { createDataDirectory } from './data-directory.ts';
import type { DataDirectory } from './data-directory.ts';
import { demoClient } from './demo-learner.ts';
import { requireFreePort } from './free-port.ts';
import { endProcess, isRunning, waitForEnd } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { lockData, readState, runningState } from './run-state.ts';
import { gradeSample } from './sample-submission.ts';
import { Supervisor } from './supervisor.ts';

export interface UpOptions {
  readonly data: DataDirectory;
  readonly host: string;
  readonly port: number;
  readonly sample: boolean;
  readonly exercisesDir: string;
}

/** A supervisor that is stopping is done within this. */
const STOP_WITHIN_MS = 60_000;
/** Services of a killed supervisor notice at once and stop within their 12 s. */
const ORPHAN_GRACE_MS = 15_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The foreground `assay up`: returns after everything has stopped again, or was already running. */
export const supervise = async (options: UpOptions): Promise<void> => {
  const { data } = options;
  await createDataDirectory(data);
  if (await alreadyRunning(data)) return;
  const unlock = await lockData(data);
  const interrupt = new AbortController();
  const stopListening = onSignals(interrupt, () => supervisor?.killServices());
  let supervisor: Supervisor | undefined;
  let failure: Error | null = null;
  let ready = false;
  try {
    const orphanedDaemon = await endOrphans(data);
    await requireFreePort(options.host, options.port);
    supervisor = new Supervisor({
      ...options,
      env: process.env,
      orphanedDaemon,
      signal: interrupt.signal,
      onMessage: (message) => void process.stderr.write(`${pc.yellow('assay:')} ${message}\n`),
    });
    await supervisor.begin();
    await runSteps(supervisor.steps());
    await supervisor.markReady();
    await greet(options, supervisor.url, interrupt.signal);
    ready = true;
    // Tells `assay up --detach`, which waits for this.
    process.send?.('ready');
    await untilAborted(interrupt.signal);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  }
  if (supervisor !== undefined) await stop(supervisor);
  stopListening();
  await unlock();
  if (interrupt.signal.aborted && !ready) process.exitCode = INTERRUPTED;
  // What came of an interruption is the interruption, whatever it looked like further down.
  if (!interrupt.signal.aborted && failure !== null) throw failure;
};

/** Prints where it runs; waits for one that is just stopping. */
const alreadyRunning = async (data: DataDirectory): Promise<boolean> => {
  const state = await runningState(data);
  if (state === null) return false;
  if (state.status === 'stopping') {
    say('Another assay up is just stopping; waiting for it ...');
    if (await waitForEnd(state.supervisor, STOP_WITHIN_MS)) return false;
    throw new CliError(
      `Process ${state.supervisor.pid} does not stop.`,
      EXIT.server,
      'End it by hand, then run this command again.',
    );
  }
  const verb = state.status === 'ready' ? 'is already running' : 'is just starting';
  say(`Assay ${verb} at ${state.url} (process ${state.supervisor.pid}). To stop it: assay down`);
  return true;
};

/** What a killed supervisor left. Its database is taken over as it is, its daemon too. */
const endOrphans = async (data: DataDirectory): Promise<ProcessIdentity | null> => {
  const state = await readState(data);
  if (state === null) return null;
  // The guard would stop the database that the next supervisor is about to use.
  if (state.guard !== undefined) await endProcess(state.guard, ORPHAN_GRACE_MS);
  for (const service of [state.services.worker, state.services.api]) {
    if (service !== undefined) await endProcess(service, ORPHAN_GRACE_MS);
  }
  const { dockerd } = state;
  return dockerd !== undefined && (await isRunning(dockerd)) ? dockerd : null;
};

const greet = async (options: UpOptions, url: string, signal: AbortSignal): Promise<void> => {
  const client = await demoClient(options.data, url, signal);
  if (options.sample) {
    say(`\n${pc.bold('One real submission')}, from HTTP through the queue into a sandbox:`);
    const submission = await gradeSample(client, options.exercisesDir, signal);
    if (submission === null) say('  skipped: no exercise has a reference solution here.');
    else {
      say(renderSubmission(submission, pc));
      if (submission.verdict !== 'AC') {
        throw new CliError(
          'The reference solution was not accepted, so this installation does not grade rightly.',
          EXIT.server,
          `Logs: ${options.data.logs}`,
        );
      }
    }
  }
  say(`
${pc.green('Assay is running at')} ${pc.bold(url)}
  API            ${url}/api/v1/docs
  exercises      ./assay list          (logged in as the learner "demo" on this machine)
  start one      ./assay get ID, then: ./assay try ID, ./assay submit ID
  stop           Ctrl-C here, or ./assay down
`);
};

const stop = async (supervisor: Supervisor): Promise<void> => {
  const startedAt = Date.now();
  const stopped: string[] = [];
  await supervisor.stop((name) => stopped.push(name));
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (stopped.length > 0) say(`Stopped ${stopped.join(', ')} in ${seconds} s. The data is kept.`);
};

/** Some send a signal to us and to our process group: that is still one wish. */
const SAME_WISH_MS = 500;

/** First signal: stop in order. A second: do not wait for the services. */
const onSignals = (interrupt: AbortController, insist: () => void): (() => void) => {
  let firstAt = 0;
  const listener = (signal: NodeJS.Signals): void => {
    if (interrupt.signal.aborted) {
      if (Date.now() - firstAt > SAME_WISH_MS) insist();
      return;
    }
    firstAt = Date.now();
    process.stdout.write(`\nStopping (${signal}) ...\n`);
    interrupt.abort(new Error(`Interrupted by ${signal}.`));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.removeListener(signal, listener);
  };
};

const HEARTBEAT_MS = 60 * 60 * 1000;

const untilAborted = async (signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    await sleep(HEARTBEAT_MS, undefined, { signal }).catch(() => undefined);
  }
};
