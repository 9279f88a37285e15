import type { Request } from 'express';
import { ApiError } from '../../http/api-error.ts';

export const IDEMPOTENCY_HEADER = 'Idempotency-Key';
/** Visible ASCII, no space: what survives every proxy and log as it is. */
const FORM = /^[!-~]{1,255}$/;

export const readIdempotencyKey = (req: Request): string | null => {
  const key = req.get(IDEMPOTENCY_HEADER);
  if (key === undefined) return null;
  if (FORM.test(key)) return key;
  const message = `${IDEMPOTENCY_HEADER} must be 1 to 255 visible ASCII characters.`;
  throw new ApiError('invalid-parameter', message, {
    errors: [{ field: IDEMPOTENCY_HEADER, message }],
  });
};
