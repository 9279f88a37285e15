import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { compileValidators } from '../grading/manifest/validate-manifest.ts';
import { describeConfig, loadConfig } from '../platform/config/config.ts';
import { loadOidcProviders } from '../platform/config/oidc-providers.ts';
import { webDir } from '../platform/config/paths.ts';
import { openDatabase } from '../platform/database/database.ts';
import { startSweeper } from '../platform/database/grading-store.ts';
import { migrateDatabase, newerDatabase } from '../platform/database/migrate.ts';
import { openEventHub } from '../platform/events/events.ts';
import { watchUsers } from '../platform/events/watch-users.ts';
import { createLogger } from '../platform/log/logger.ts';
import { openQueue } from '../platform/queue/queue.ts';
import { createRegistry } from '../platform/metrics/create-registry.ts';
import { serveConfiguredMetrics } from '../platform/metrics/metrics-server.ts';
import { startDeliverer } from '../platform/webhooks/deliverer.ts';
import { outboundPolicy } from '../platform/webhooks/outbound-policy.ts';
import { startTracing } from '../platform/tracing/start-tracing.ts';
import { onShutdown } from '../platform/shutdown/shutdown.ts';
import { watchQueue } from './api-metrics.ts';
import { DEFAULT_API_LIMITS } from './api-limits.ts';
import { buildApp } from './app.ts';
import { storedExercises } from './catalogue/stored-exercises.ts';
import { closeServer, listen } from './http/listen.ts';
import { loadExercises } from './load-exercises.ts';
import { version } from '../platform/version.ts';

/** The API's process: opens what the application needs, loads the exercises, listens. */
const config = loadConfig();
const logger = createLogger({ name: 'api', level: config.logLevel });
const tracing = await startTracing('assay-api', logger);
const oidcProviders = loadOidcProviders(config.oidcProvidersFile);

await migrateDatabase(config.databaseUrl, {
  onNewer: (migrations) => logger.warn({ event: 'database-newer' }, newerDatabase(migrations)),
});
const database = openDatabase(config.databaseUrl, {
  onConnectionError: (error) => logger.warn({ err: error }, 'a database connection broke'),
});
const queue = openQueue(config, logger);
const events = openEventHub(database, logger);
// Not within the time that reading an upload may take.
compileValidators();
let loaded = await loadExercises(database, config.exercisesDir, logger);

const webhookPolicy = outboundPolicy(config);
const registry = createRegistry('api');
watchQueue(registry, queue, database);
const metrics = await serveConfiguredMetrics(registry, config, logger);
const app = buildApp({
  metrics: registry,
  ...{ database, queue, events, logger, version },
  roadmap: () => loaded.roadmap,
  folderProblems: () => loaded.problems,
  configuration: describeConfig(config),
  cookieSecure: config.cookieSecure,
  publicUrl: config.publicUrl,
  oidcProviders,
  trustedProxies: config.trustedProxies,
  webDir: existsSync(webDir) ? webDir : null,
  exerciseSource: storedExercises(database),
  webhookPolicy,
  limits: {
    submissionsByUser: {
      ...DEFAULT_API_LIMITS.submissionsByUser,
      limit: config.submissionsPerMinute,
    },
    unfinishedSubmissionsPerUser: config.unfinishedSubmissions,
    queuedSubmissions: config.queuedSubmissions,
  },
});

/** On SIGHUP the folder of exercises is read again; what fails leaves everything as it was. */
process.on('SIGHUP', () => {
  loadExercises(database, config.exercisesDir, logger).then(
    (again) => {
      loaded = again;
      app.refreshCatalogue();
    },
    (error: unknown) => logger.error({ err: error }, 'the exercises were not loaded again'),
  );
});

const users = watchUsers(database, app.userWatcher, logger);
const server = await listen(app.express, config);
const sweeper = startSweeper(database, queue, logger);
// Here and not in the workers: they hold a container engine, and need nothing of the outside.
const deliverer = startDeliverer(database, { policy: webhookPolicy, logger });
onShutdown(
  [
    { name: 'streams', close: () => app.closeStreams() },
    { name: 'server', close: () => closeServer(server) },
    { name: 'sweeper', close: () => sweeper.stop() },
    { name: 'webhooks', close: () => deliverer.stop() },
    { name: 'queue', close: () => queue.close() },
    { name: 'events', close: () => events.close() },
    { name: 'users', close: () => users.close() },
    { name: 'database', close: () => database.close() },
    { name: 'metrics', close: () => metrics?.close() },
    { name: 'tracing', close: () => tracing?.close() },
  ],
  { logger },
);
const { address, port } = server.address() as AddressInfo;
logger.info({ event: 'api-listening', address, port, version }, 'API listening');
