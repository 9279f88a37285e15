import type { Database } from '../platform/database/database.ts';
import type { DescribedSetting } from '../platform/config/config.ts';
import type { Logger } from '../platform/log/logger.ts';
import type { ApiLimits } from './api-limits.ts';
import type { IdentityCache } from './http/identity-cache.ts';
import type { ExerciseIndex } from './catalogue/exercise-index.ts';
import type { Problem } from '../grading/manifest/problem.ts';
import type { Roadmap } from '../grading/catalogue/roadmap.ts';
import type { GradeQueue } from '../platform/queue/queue.ts';
import type { EventHub } from '../platform/events/events.ts';
import type { OutboundPolicy } from '../platform/webhooks/outbound-policy.ts';
import type { OneAtATime } from './http/one-at-a-time.ts';
import type { QueuePlaces } from './live/queue-places.ts';
import type { StreamRegistry } from './live/stream-registry.ts';
import type { RateLimiters } from './http/rate-limits.ts';

/** What every route may use. Made once by `buildApp`. */
export interface ApiServices {
  readonly database: Database;
  readonly queue: GradeQueue;
  readonly events: EventHub;
  readonly exercises: ExerciseIndex;
  /** A function, since exercises can be loaded again while the API runs. */
  readonly roadmap: () => Roadmap;
  /** What is wrong with the folders on the disk, as they were read last; from the folder of all. */
  readonly folderProblems: () => readonly Problem[];
  readonly identities: IdentityCache;
  readonly streams: StreamRegistry;
  readonly places: QueuePlaces;
  /** Submissions of a learner on their way into the store, by the learner's id. */
  readonly intake: OneAtATime;
  readonly limits: ApiLimits;
  readonly limiters: RateLimiters;
  readonly logger: Logger;
  /** Where webhooks may go. */
  readonly webhookPolicy: OutboundPolicy;
  readonly cookieSecure: boolean;
  readonly publicUrl: string | null;
  readonly version: string;
  /** As it may be shown: without secrets. */
  readonly configuration: readonly DescribedSetting[];
}
