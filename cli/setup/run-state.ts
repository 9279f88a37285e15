import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { CliError, EXIT } from '../client/cli-error.ts';
import type { DataDirectory } from './data-directory.ts';
import { errorCode } from '../../platform/error-code.ts';
import { identify, isRunning } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

export type ServiceName = 'api' | 'worker';

/** What runs on a data directory: written by `assay up`, read by `down`, `status` and the next `up`. */
export interface RunState {
  readonly status: 'starting' | 'ready' | 'stopping';
  readonly version: string;
  readonly startedAt: string;
  readonly url: string;
  readonly supervisor: ProcessIdentity;
  readonly services: Readonly<Partial<Record<ServiceName, ProcessIdentity>>>;
  /** Absent where DATABASE_URL names a database of someone else. */
  readonly postgres?: ProcessIdentity;
  /** Stops the database when the supervisor is killed. */
  readonly guard?: ProcessIdentity;
  /** With its password: the state file is its owner's alone. */
  readonly databaseUrl?: string;
  /** Only where we started it. */
  readonly dockerd?: ProcessIdentity;
}

const readJson = async <T>(path: string): Promise<T | null> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    // Half a file cannot be: it is written beside and renamed. Whatever it is, it is not a state.
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return null;
    throw error;
  }
};

export const readState = (data: DataDirectory): Promise<RunState | null> =>
  readJson<RunState>(data.stateFile);

export const writeState = async (data: DataDirectory, state: RunState): Promise<void> => {
  const draft = `${data.stateFile}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, data.stateFile);
};

export const removeState = (data: DataDirectory): Promise<void> =>
  rm(data.stateFile, { force: true });

/** The supervisor that runs on this data now, or null; a state left by a killed one is no answer. */
export const runningState = async (data: DataDirectory): Promise<RunState | null> => {
  const state = await readState(data);
  return state !== null && (await isRunning(state.supervisor)) ? state : null;
};

const LOCK_ATTEMPTS = 5;

/** One supervisor for one data directory. Returns what lets go; a dead owner's lock is taken over. */
export const lockData = async (data: DataDirectory): Promise<() => Promise<void>> => {
  const own = await identify(process.pid);
  for (let attempt = 0; attempt < LOCK_ATTEMPTS; attempt += 1) {
    try {
      await writeFile(data.lockFile, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
      return () => rm(data.lockFile, { force: true });
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    const owner = await readJson<ProcessIdentity>(data.lockFile);
    if (owner !== null && (await isRunning(owner))) {
      throw new CliError(
        `Another assay (process ${owner.pid}) is starting or stopping on ${data.path}.`,
        EXIT.server,
        'Wait for it, or stop it: assay down.',
      );
    }
    await rm(data.lockFile, { force: true });
  }
  throw new CliError(`${data.lockFile} cannot be had.`, EXIT.server, 'Remove it and try again.');
};
