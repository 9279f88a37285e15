import type { RequestHandler } from 'express';
import { ApiError } from './api-error.ts';

/** No address of ours comes near it; together with the headers, Node takes 16 KiB. */
const MAX_URL_LENGTH = 4096;

export const limitUrl: RequestHandler = (req, _res, next) => {
  if (req.url.length <= MAX_URL_LENGTH) {
    next();
    return;
  }
  throw new ApiError('url-too-long', `Addresses here have at most ${MAX_URL_LENGTH} characters.`);
};
