import type { Request } from 'express';

/** Where browsers reach us, without a slash at its end: `https://assay.example`. */
export const publicOrigin = (req: Request, publicUrl: string | null): string =>
  publicUrl === null
    ? `${req.protocol}://${req.get('host') ?? 'localhost'}`
    : new URL(publicUrl).origin;
