import { queueStateSchema } from '../../../grading/resource/operations-schemas.ts';
import type { QueueStateResource } from '../../../grading/resource/resources.ts';
import { countFailures } from '../../../platform/database/failures.ts';
import { unservedRuntimes } from '../../../platform/database/parked-submissions.ts';
import { oldestWaitingMs, readQueueHistory } from '../../../platform/database/queue-history.ts';
import { defineRoute } from '../../http/route.ts';

export const queueStateRoute = defineRoute<{ auth: 'admin'; answer: QueueStateResource }>({
  method: 'get',
  path: '/operations/queue',
  operationId: 'getQueueState',
  tag: 'Operations',
  summary: 'What waits, and how long it waited in the last hour',
  auth: 'admin',
  replies: { 200: { description: 'The queue.', schema: queueStateSchema } },
  errors: [],
  handle: async ({ services: { database, queue } }) => {
    const [counts, oldest, failed, minutes, unserved] = await Promise.all([
      queue.counts(),
      oldestWaitingMs(database),
      countFailures(database),
      readQueueHistory(database),
      unservedRuntimes(database),
    ]);
    const { waiting, active, delayed } = counts;
    return {
      status: 200,
      body: {
        ...{ waiting, active, delayed, failed, oldestWaitingMs: oldest, unserved },
        minutes: minutes.map(({ from, ...rest }) => ({ from: from.toISOString(), ...rest })),
      },
    };
  },
});
