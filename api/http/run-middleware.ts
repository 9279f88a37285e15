import type { Request, RequestHandler, Response } from 'express';

/** A middleware as something to await: throws what it hands to `next`. */
export const runMiddleware = async (
  middleware: RequestHandler,
  req: Request,
  res: Response,
): Promise<void> => {
  const error = await new Promise<unknown>((resolve) => void middleware(req, res, resolve));
  if (error === undefined || error === null) return;
  throw error instanceof Error ? error : new Error('A middleware failed.', { cause: error });
};
