import type { ErrorRequestHandler } from 'express';
import type { Logger } from '../../platform/log/logger.ts';
import { ERROR_CODES } from './error-codes.ts';
import { requestIdOf } from './request-id.ts';
import { PROBLEM_MEDIA_TYPE, problemOf, toApiError } from './problem.ts';

/** The last middleware: every error of every route leaves as a problem document. */
export const errorHandler =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, req, res, _next) => {
    const apiError = toApiError(error);
    const { status } = ERROR_CODES[apiError.code];
    if (status >= 500 && apiError.code !== 'not-ready') {
      logger.error({ err: error, requestId: requestIdOf(res) }, 'request failed');
    }
    if (res.headersSent) {
      // Half an answer is out: only cutting it tells the client.
      res.destroy();
      return;
    }
    res
      .status(status)
      .set({ 'Cache-Control': 'no-store', ...apiError.options.headers })
      .type(PROBLEM_MEDIA_TYPE)
      .send(JSON.stringify(problemOf(apiError, req.originalUrl.split('?')[0] ?? '/')));
  };
