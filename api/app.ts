import express from 'express';
import type { Express } from 'express';
import type { Registry } from 'prom-client';
import type { DescribedSetting } from '../platform/config/config.ts';
import type { OidcProvider } from '../platform/config/oidc-providers.ts';
import type { Database } from '../platform/database/database.ts';
import type { EventHub } from '../platform/events/events.ts';
import type { UserWatcher } from '../platform/events/watch-users.ts';
import type { Logger } from '../platform/log/logger.ts';
import type { GradeQueue } from '../platform/queue/queue.ts';
import { STRICT_POLICY, type OutboundPolicy } from '../platform/webhooks/outbound-policy.ts';
import { DEFAULT_API_LIMITS } from './api-limits.ts';
import type { ApiLimits } from './api-limits.ts';
import { ExerciseIndex } from './catalogue/exercise-index.ts';
import type { ExerciseSource } from './catalogue/exercise-index.ts';
import type { Roadmap } from '../grading/catalogue/roadmap.ts';
import type { Problem } from '../grading/manifest/problem.ts';
import { ApiError } from './http/api-error.ts';
import { errorHandler } from './http/error-handler.ts';
import { IdentityCache } from './http/identity-cache.ts';
import { limitUrl } from './http/limit-url.ts';
import { mountRoutes } from './http/mount-routes.ts';
import { OneAtATime } from './http/one-at-a-time.ts';
import { createRateLimiters } from './http/rate-limits.ts';
import { requestId } from './http/request-id.ts';
import { requestTrace } from './http/request-trace.ts';
import { requestLog } from './http/request-log.ts';
import { requestMetrics } from './http/request-metrics.ts';
import { securityHeaders } from './http/security-headers.ts';
import { QueuePlaces } from './live/queue-places.ts';
import { StreamRegistry } from './live/stream-registry.ts';
import { OidcProviders } from './oidc/oidc-providers.ts';
import { API_PREFIX } from './openapi/api-prefix.ts';
import { buildDocument } from './openapi/build-document.ts';
import { createQueueBoard } from './routes/board/queue-board.ts';
import { createDocsRouter } from './routes/docs/docs-router.ts';
import { sendRootPage } from './routes/docs/root-page.ts';
import { ROUTES } from './routes/index.ts';
import { serveWeb } from './routes/web/serve-web.ts';
import type { ApiServices } from './services.ts';

/** What the API is built from. It opens and closes none of it. */
export interface AppParts {
  readonly database: Database;
  readonly queue: GradeQueue;
  readonly events: EventHub;
  readonly exerciseSource: Omit<ExerciseSource, 'phases'>;
  readonly roadmap: () => Roadmap;
  /** Of the folders that `roadmap` came with. Default: none. */
  readonly folderProblems?: () => readonly Problem[];
  readonly logger: Logger;
  readonly version: string;
  readonly cookieSecure: boolean;
  readonly publicUrl: string | null;
  /** `describeConfig`: what an admin is shown of it. */
  readonly configuration: readonly DescribedSetting[];
  /** Proxies in front of us whose X-Forwarded-* is believed; 0: none. */
  readonly trustedProxies: number;
  /** Who else can sign people in. Default: nobody. */
  readonly oidcProviders?: readonly OidcProvider[];
  readonly limits?: Partial<ApiLimits>;
  /** Where webhooks may go. Default: to public addresses, by https. */
  readonly webhookPolicy?: OutboundPolicy;
  /** Told of each request; null: none are counted. */
  readonly metrics: Registry | null;
  /** The folder of the built web pages; null: the API alone. */
  readonly webDir: string | null;
  /** Check every answer against its schema: tests and development. Default false. */
  readonly checkReplies?: boolean;
}

const QUEUE_BOARD_PATH = '/admin/queues';

export interface App {
  readonly express: Express;
  /** Read the catalogue from the store anew, at the next request. */
  refreshCatalogue(): void;
  /** Told of what other processes do to users, so that nobody stays who may not. */
  readonly userWatcher: UserWatcher;
  /** Ends every open event stream, so that the server can close. */
  closeStreams(): void;
}

const createServices = (parts: AppParts): ApiServices => {
  const { exerciseSource, roadmap, logger } = parts;
  const limits = { ...DEFAULT_API_LIMITS, ...parts.limits };
  const phases = (): string[] => roadmap().phases.map(({ id }) => id);
  return {
    ...{ database: parts.database, queue: parts.queue, events: parts.events, roadmap, logger },
    ...{ cookieSecure: parts.cookieSecure, publicUrl: parts.publicUrl, version: parts.version },
    configuration: parts.configuration,
    folderProblems: parts.folderProblems ?? (() => []),
    webhookPolicy: parts.webhookPolicy ?? STRICT_POLICY,
    exercises: new ExerciseIndex({ ...exerciseSource, phases }, logger),
    identities: new IdentityCache(),
    streams: new StreamRegistry(),
    oidc: new OidcProviders(parts.oidcProviders ?? []),
    places: new QueuePlaces(parts.database, logger),
    intake: new OneAtATime(),
    limits,
    limiters: createRateLimiters(limits, parts, logger),
  };
};

/** The whole HTTP application, not listening: `main.ts` and the tests do that. */
export const buildApp = (parts: AppParts): App => {
  const services = createServices(parts);
  const { logger } = parts;
  const app = express();
  app.disable('x-powered-by');
  // Answers that have a validator set it themselves.
  app.disable('etag');
  app.set('trust proxy', parts.trustedProxies);
  app.use(
    requestId,
    requestTrace,
    requestLog(logger),
    securityHeaders(parts.cookieSecure),
    limitUrl,
  );
  if (parts.metrics !== null) app.use(requestMetrics(parts.metrics));

  const document = JSON.stringify(buildDocument(ROUTES));
  app.get(`${API_PREFIX}/openapi.json`, (_req, res) => void res.type('json').send(document));
  app.use(`${API_PREFIX}/docs`, createDocsRouter());
  app.use(API_PREFIX, mountRoutes(ROUTES, services, { checkReplies: parts.checkReplies ?? false }));
  app.use(QUEUE_BOARD_PATH, createQueueBoard(QUEUE_BOARD_PATH, services));
  if (parts.webDir === null) app.get('/', sendRootPage);
  else app.use(serveWeb(parts.webDir));
  app.use((req) => {
    throw new ApiError(
      'route-not-found',
      `Nothing answers at ${req.path}. See ${API_PREFIX}/docs.`,
    );
  });
  app.use(errorHandler(logger));
  return {
    express: app,
    userWatcher: services.identities,
    refreshCatalogue: () => services.exercises.invalidate(),
    closeStreams: () => services.streams.closeAll(),
  };
};
