import { collectDefaultMetrics, Registry } from 'prom-client';

/** A registry with the process's own figures; every series carries which process it is of. */
export function createRegistry(process: 'api' | 'worker'): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Seconds; from a cached answer to what a learner gives up on. */
export const WAITING_BUCKETS_S = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];
