import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { RUNTIME_NAMES } from '../grading/job/runtime-name.ts';
import type { GradingResult } from '../grading/score/result.ts';
import { loadConfig } from '../platform/config/config.ts';
import { repoRoot } from '../platform/config/paths.ts';
import { openDatabase } from '../platform/database/database.ts';
import { createExerciseCache } from '../platform/database/exercise-cache.ts';
import { startSweeper } from '../platform/database/grading-store.ts';
import { migrateDatabase, newerDatabase } from '../platform/database/migrate.ts';
import { openEventHub } from '../platform/events/events.ts';
import { createLogger } from '../platform/log/logger.ts';
import { openQueue } from '../platform/queue/queue.ts';
import { createRegistry } from '../platform/metrics/create-registry.ts';
import { serveConfiguredMetrics } from '../platform/metrics/metrics-server.ts';
import { startTracing } from '../platform/tracing/start-tracing.ts';
import { version } from '../platform/version.ts';
import { onShutdown } from '../platform/shutdown/shutdown.ts';
import { capacityOf } from './capacity.ts';
import { createFuse } from './fuse.ts';
import { gradeSubmission, type Graded } from './grade-submission.ts';
import { startHeartbeat } from './heartbeat.ts';
import { imageOf } from './place-of.ts';
import { createSandbox } from './sandbox/create-sandbox.ts';
import { connectEngine } from './sandbox/engine.ts';
import { takeWork } from './take-work.ts';
import { createVersionTeller } from './tell-versions.ts';
import { verifyStep } from './verify/verify-step.ts';
import { createWorkerMetrics, watchSandbox } from './worker-metrics.ts';

/** On SIGTERM, how long running submissions may go on before they are handed back. */
const STOP_GRACE_MS = 5_000;

const config = loadConfig();
const workerId = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
const logger = createLogger({ name: 'worker', level: config.logLevel }).child({ workerId });
const tracing = await startTracing('assay-worker', logger);
const registry = createRegistry('worker');

const metrics = createWorkerMetrics(registry);

// Fail closed: no job is taken before the canary has proven every limit on this engine.
const engine = connectEngine(config);
const { concurrency, reason } = capacityOf(await engine.info(), config);
const runtimes = config.workerRuntimes ?? RUNTIME_NAMES;
logger.info(
  { event: 'worker-capacity', concurrency, runtimes },
  `${concurrency} submissions at one time: ${reason}`,
);
const sandbox = await createSandbox({
  sandboxImagesDir: join(repoRoot, 'sandbox-images'),
  engine: config,
  runtime: config.sandboxRuntime,
  isolation: config.sandboxIsolation,
  concurrency,
  cores: config.pinCores ?? [],
  canaryImage: imageOf(runtimes[0] ?? 'python'),
  onProgress: (message) => logger.info({ event: 'sandbox-progress' }, message),
  onTrouble: (message, error) => {
    metrics.trouble();
    logger.warn({ err: error }, message);
  },
});
await migrateDatabase(config.databaseUrl, {
  onNewer: (migrations) => logger.warn({ event: 'database-newer' }, newerDatabase(migrations)),
});
const database = openDatabase(config.databaseUrl, {
  poolSize: concurrency + 2,
  onConnectionError: (error) => logger.warn({ err: error }, 'a database connection broke'),
});
const events = openEventHub(database, logger);
const queue = openQueue(config, logger);
const sweeper = startSweeper(database, queue, logger);
const fuse = createFuse({
  pause: () => consumer.pause(),
  resume: () => consumer.resume(),
  prove: async () => {
    await sandbox.prove();
  },
  logger,
});
const versions = createVersionTeller({ sandbox, runtimes, database, logger });
watchSandbox(registry, { cells: () => sandbox.stats(), isPaused: () => fuse.isPaused });
const metricsServer = await serveConfiguredMetrics(registry, config, logger);
const services = {
  database,
  events,
  exercises: createExerciseCache(database, config.cacheDir),
  sandbox,
  versions,
  workerId,
  runtimes,
  logger,
  isEngineAway: () =>
    engine.info().then(
      () => false,
      () => true,
    ),
  observer: {
    graded: (of: Graded, result: GradingResult) => {
      metrics.graded(of, result);
      fuse.attemptEnded('graded');
    },
    verified: () => fuse.attemptEnded('graded'),
    internalError: () => {
      metrics.internalError();
      fuse.attemptEnded('internal-error');
    },
  },
};
const consumer = takeWork({
  ...{ config, queue, database, runtimes, concurrency, logger },
  isPaused: () => fuse.isPaused,
  grade: (job) => gradeSubmission(services, job),
  verify: (job) => verifyStep(services, job),
});

const startedAt = new Date();
const heartbeat = startHeartbeat(
  database,
  () => {
    const { idle, leased, starting } = sandbox.stats();
    return {
      ...{ workerId, host: hostname(), pid: process.pid, version, startedAt },
      ...{ concurrency, runtimes: [...runtimes], isolation: sandbox.isolation },
      ...{ paused: fuse.isPaused, idleCells: idle, leasedCells: leased, startingCells: starting },
    };
  },
  logger,
);

onShutdown(
  [
    { name: 'heartbeat', close: () => heartbeat.stop() },
    { name: 'fuse', close: () => fuse.stop() },
    { name: 'sweeper', close: () => sweeper.stop() },
    { name: 'consumer', close: () => consumer.close({ graceMs: STOP_GRACE_MS }) },
    { name: 'queue', close: () => queue.close() },
    { name: 'sandbox', close: () => sandbox.close() },
    { name: 'events', close: () => events.close() },
    { name: 'database', close: () => database.close() },
    { name: 'metrics', close: () => metricsServer?.close() },
    { name: 'tracing', close: () => tracing?.close() },
  ],
  { logger },
);
await consumer.ready();
void versions.tellBuilt();
logger.info(
  {
    event: 'worker-ready',
    concurrency,
    runtimes,
    isolation: sandbox.isolation,
  },
  'worker ready',
);
