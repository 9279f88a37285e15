import type { Request } from 'express';

/**
 * Whether the client has this version already (RFC 9110, 13.1.2: weak comparison). Not Express's
 * `req.fresh`, which a `Cache-Control: no-cache` switches off: fetch() sends one by itself.
 */
export const hasEtag = (req: Request, etag: string): boolean => {
  const given = req.get('if-none-match')?.split(',') ?? [];
  return given.some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
};
