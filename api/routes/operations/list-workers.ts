import { workersSchema } from '../../../grading/resource/operations-schemas.ts';
import type { WorkersResource } from '../../../grading/resource/resources.ts';
import { listWorkers, type SeenWorker } from '../../../platform/database/worker-heartbeats.ts';
import { defineRoute } from '../../http/route.ts';

const toWorker = (row: SeenWorker): WorkersResource['items'][number] => ({
  ...{ workerId: row.workerId, host: row.host, pid: row.pid, version: row.version },
  runtimes: row.runtimes,
  ...{ concurrency: row.concurrency, isolation: row.isolation, paused: row.paused },
  cells: { idle: row.idleCells, leased: row.leasedCells, starting: row.startingCells },
  startedAt: row.startedAt.toISOString(),
  seenAt: row.seenAt.toISOString(),
  alive: row.alive,
});

export const listWorkersRoute = defineRoute<{ auth: 'admin'; answer: WorkersResource }>({
  method: 'get',
  path: '/operations/workers',
  operationId: 'listWorkers',
  tag: 'Operations',
  summary: 'Workers, and the cells of each',
  description: 'By their own word, every five seconds; those that are gone stay for an hour.',
  auth: 'admin',
  replies: { 200: { description: 'The workers, newest first.', schema: workersSchema } },
  errors: [],
  handle: async ({ services }) => ({
    status: 200,
    body: { items: (await listWorkers(services.database)).map(toWorker) },
  }),
});
