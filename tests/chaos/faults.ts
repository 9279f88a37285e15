import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from './installation.ts';

export const FAULTS = ['worker', 'api', 'redis', 'flush', 'postgres', 'engine', 'all'] as const;
export type Fault = (typeof FAULTS)[number];

export const isFault = (name: string): name is Fault => FAULTS.some((fault) => fault === name);

/** Of a part that nobody starts again by itself: how long it stays away. */
const LONGEST_OUTAGE_MS = 3000;

type Random = () => number;

/** Does it, and returns when everything that was killed is started again (not yet ready). */
export async function inflict(fault: Fault, on: Installation, random: Random): Promise<void> {
  const outage = (): Promise<void> => sleep(random() * LONGEST_OUTAGE_MS);
  const { redis, engine } = on;
  switch (fault) {
    case 'worker':
      on.workers[Math.floor(random() * on.workers.length)]?.kill();
      return;
    case 'api':
      on.api.kill();
      return;
    case 'redis':
      await redis?.kill();
      await outage();
      await redis?.restart();
      return;
    case 'flush':
      await redis?.flush();
      return;
    case 'postgres':
      on.killPostgres();
      await outage();
      await on.restartPostgres();
      return;
    case 'engine':
      await engine?.kill();
      await outage();
      await engine?.restart();
      return;
    case 'all':
      await Promise.all(applicable(on).map((one) => inflict(one, on, random)));
  }
}

/** Without those of parts that this installation does not have, and without `all`. */
export const applicable = ({ redis, engine }: Installation): readonly Fault[] =>
  FAULTS.filter((fault) => {
    if (fault === 'redis' || fault === 'flush') return redis !== null && fault !== 'flush';
    if (fault === 'engine') return engine !== null;
    return fault !== 'all';
  });
