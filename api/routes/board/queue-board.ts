import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Router } from 'express';
import type { RequestHandler } from 'express';
import { ApiError } from '../../http/api-error.ts';
import { identify, unauthenticated } from '../../http/authenticate.ts';
import { requireOwnPassword, requireRole, requireSession } from '../../http/require.ts';
import type { ApiServices } from '../../services.ts';

/**
 * bull-board: each job of the queue, for admins. Theory of operation: it is a page of somebody
 * else's, so it gets as little as it works with. It needs an admin's browser session (a bearer
 * token is no way in), it answers reads alone, so nothing of it can be forged or pressed by mistake
 * (what is to be done with submissions is done on the desk, where the store learns of it), and its
 * policy lets it load nothing from elsewhere: its web font and the inline style of its first moment
 * are refused, which costs nothing but looks.
 */
const POLICY = [
  "default-src 'none'",
  ...["script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'"],
  ...["connect-src 'self'", "base-uri 'self'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ');

const READS: readonly string[] = ['GET', 'HEAD'];

const adminsOnly =
  (services: ApiServices): RequestHandler =>
  async (req, res, next) => {
    const identity = await identify(req, services);
    if (identity === null) throw unauthenticated();
    requireSession(identity, 'Open this in a browser, signed in.');
    requireOwnPassword(identity);
    requireRole(identity, 'admin');
    if (!READS.includes(req.method)) {
      throw new ApiError('method-not-allowed', 'The board shows jobs and changes none.', {
        headers: { Allow: READS.join(', ') },
      });
    }
    res.set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store' });
    next();
  };

/** To be mounted at `path`. */
export const createQueueBoard = (path: string, services: ApiServices): Router => {
  const serverAdapter = new ExpressAdapter().setBasePath(path);
  createBullBoard({
    queues: [new BullMQAdapter(services.queue.bull, { readOnlyMode: true })],
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Assay', hideRedisDetails: true } },
  });
  return Router()
    .use(adminsOnly(services))
    .use(serverAdapter.getRouter() as RequestHandler);
};
