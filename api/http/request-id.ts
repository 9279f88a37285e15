import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const REQUEST_ID_HEADER = 'X-Request-Id';
/** What a proxy may hand us; anything else could forge log lines, and is replaced. */
const TRUSTED_FORM = /^[A-Za-z0-9._-]{1,64}$/;

/** Every answer carries an id that the log lines of this request carry too. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get(REQUEST_ID_HEADER);
  const id = given !== undefined && TRUSTED_FORM.test(given) ? given : randomUUID();
  res.locals['requestId'] = id;
  res.set(REQUEST_ID_HEADER, id);
  next();
};

/** Of the request that is being answered. */
export const requestIdOf = (res: Response): string => String(res.locals['requestId']);
