import { context } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import type { Logger } from '../../platform/log/logger.ts';
import { requestIdOf } from './request-id.ts';

/** Who asked, and what came of it, as far as it came to that. */
const idsOf = (locals: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    ['userId', 'submissionId', 'verificationId'].flatMap((name) =>
      name in locals ? [[name, locals[name]]] : [],
    ),
  );

/**
 * One line a request, when it ends. Path without query, and no header or body: nothing that a
 * client sends as a secret can reach the log.
 */
export const requestLog =
  (logger: Logger): RequestHandler =>
  (req, res, next) => {
    const startedAt = performance.now();
    // With the trace of the request, in which the socket's own events are not.
    const log = (): void => {
      logger.info(
        {
          requestId: requestIdOf(res),
          method: req.method,
          path: req.originalUrl.split('?')[0],
          status: res.statusCode,
          durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
          ...(res.writableFinished ? {} : { aborted: true }),
          ...idsOf(res.locals),
        },
        'request',
      );
    };
    res.once('close', context.bind(context.active(), log));
    next();
  };
