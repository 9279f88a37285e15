import type { QueueCounts } from '../../platform/queue/queue.ts';
import type { DataDirectory } from './data-directory.ts';
import { isRunning } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { readState } from './run-state.ts';
import type { RunState } from './run-state.ts';
import { version } from '../../platform/version.ts';
import { answersOk } from './wait-for-service.ts';

/** What `assay status` knows. */
export interface Status {
  /** `crashed`: the supervisor was killed; the next `up` takes over what it left. */
  readonly state: RunState['status'] | 'stopped' | 'crashed';
  readonly data: string;
  /** Of this program; what runs may have been started by an older one. */
  readonly version: string;
  readonly running: RunningStatus | null;
}

interface RunningStatus {
  readonly url: string;
  readonly version: string;
  readonly startedAt: string;
  /** A real answer of the API, which asks the database and the queue. */
  readonly ready: boolean;
  readonly processes: readonly ProcessStatus[];
  /** null where the queue does not answer. */
  readonly queue: QueueCounts | null;
}

interface ProcessStatus {
  readonly name: string;
  readonly pid: number;
  readonly alive: boolean;
}

const QUEUE_TIMEOUT_MS = 3_000;

export const readStatus = async (data: DataDirectory): Promise<Status> => {
  const state = await readState(data);
  const base = { data: data.path, version };
  if (state === null) return { ...base, state: 'stopped', running: null };
  const alive = await isRunning(state.supervisor);
  const [ready, processes, queue] = await Promise.all([
    answersOk(`${state.url}/api/v1/ready`),
    processesOf(state),
    alive ? countQueue(state) : null,
  ]);
  const { url, startedAt } = state;
  return {
    ...base,
    state: alive ? state.status : 'crashed',
    running: { url, version: state.version, startedAt, ready, processes, queue },
  };
};

const processesOf = async (state: RunState): Promise<ProcessStatus[]> => {
  const named: readonly (readonly [string, ProcessIdentity | undefined])[] = [
    ['supervisor', state.supervisor],
    ['database', state.postgres],
    ['api', state.services.api],
    ['worker', state.services.worker],
    ['dockerd', state.dockerd],
  ];
  const known = named.flatMap(([name, identity]) =>
    identity === undefined ? [] : [{ name, identity }],
  );
  return Promise.all(
    known.map(async ({ name, identity }) => ({
      name,
      pid: identity.pid,
      alive: await isRunning(identity),
    })),
  );
};

const countQueue = async ({ databaseUrl }: RunState): Promise<QueueCounts | null> => {
  if (databaseUrl === undefined) return null;
  const redisUrl = process.env['REDIS_URL'] || null;
  // Loaded only where something runs: it takes as long as all the rest.
  const { openQueue } = await import('../../platform/queue/queue.ts');
  const queue = openQueue({ databaseUrl, redisUrl });
  const timeout = new AbortController();
  const tooLate = new Promise<null>((resolve) => {
    const timer = setTimeout(() => resolve(null), QUEUE_TIMEOUT_MS);
    timeout.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  try {
    return await Promise.race([queue.counts(), tooLate]);
  } catch {
    // The queue is down: that is the answer.
    return null;
  } finally {
    timeout.abort();
    await queue.close().catch(() => undefined);
  }
};
