import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService, type ServiceProcess } from './service-process.ts';

/** Images may have to be built first. */
export const WORKER_START_MS = 240_000;

/** Worker processes for one database, started and killed as a test likes; `end` ends them all. */
export interface WorkerStand {
  start(): Promise<ServiceProcess>;
  end(): Promise<void>;
}

export async function openWorkerStand(databaseUrl: string): Promise<WorkerStand> {
  const home = await mkdtemp(join(tmpdir(), 'assay-worker-'));
  const env = {
    ...{ DATABASE_URL: databaseUrl, REDIS_URL: '', ASSAY_CACHE: home, ASSAY_CONCURRENCY: '1' },
  };
  const started: ServiceProcess[] = [];
  return {
    start: async () => {
      const worker = await startService('worker/main.ts', 'worker-ready', env);
      started.push(worker);
      return worker;
    },
    end: async () => {
      await Promise.all(started.map((worker) => worker.end()));
      await rm(home, { recursive: true, force: true });
    },
  };
}
