import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Database } from '../platform/database/database.ts';
import { unservedRuntimes } from '../platform/database/parked-submissions.ts';
import type { GradeQueue } from '../platform/queue/queue.ts';

/** What only the API can tell of the whole: how much waits, and what waits in vain. */
export function watchQueue(registry: Registry, queue: GradeQueue, database: Database): void {
  new Gauge({
    ...{ name: 'assay_queue_jobs', help: 'Jobs of the queue, by state.', registers: [registry] },
    labelNames: ['state'],
    async collect() {
      const { waiting, active, delayed } = await queue.counts();
      for (const [state, count] of Object.entries({ waiting, active, delayed })) {
        this.set({ state }, count);
      }
    },
  });
  new Gauge({
    name: 'assay_submissions_unserved',
    help: 'Submissions that wait for a language or database that no living worker runs.',
    ...{ registers: [registry], labelNames: ['runtime'] },
    async collect() {
      this.reset();
      for (const { runtime, waiting } of await unservedRuntimes(database)) {
        this.set({ runtime }, waiting);
      }
    },
  });
}
