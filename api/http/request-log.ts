import type { RequestHandler } from 'express';
import type { Logger } from '../../platform/log/logger.ts';

/**
 * One line a request, when it ends. Path without query, and no header or body: nothing that a
 * client sends as a secret can reach the log.
 */
export const requestLog =
  (logger: Logger): RequestHandler =>
  (req, res, next) => {
    const startedAt = performance.now();
    res.once('close', () => {
      logger.info(
        {
          requestId: res.locals['requestId'] as string,
          method: req.method,
          path: req.originalUrl.split('?')[0],
          status: res.statusCode,
          durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
          ...(res.writableFinished ? {} : { aborted: true }),
          ...(res.locals['userId'] === undefined ? {} : { userId: res.locals['userId'] as string }),
        },
        'request',
      );
    });
    next();
  };
