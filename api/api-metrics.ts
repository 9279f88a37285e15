import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { GradeQueue } from '../platform/queue/queue.ts';

/** What only the API can tell of the whole: how much waits. */
export function watchQueue(registry: Registry, queue: GradeQueue): void {
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
}
