import type { Request } from 'express';
import { ApiError } from '../../http/api-error.ts';

export const LAST_EVENT_ID_HEADER = 'Last-Event-ID';
/** Numbers of events are 32-bit integers in the store. */
const FORM = /^\d{1,10}$/;
const MAX_SEQ = 2_147_483_647;

/** The number of the last event that the client has; 0 where it has none. */
export const readLastEventId = (req: Request): number => {
  const text = req.get(LAST_EVENT_ID_HEADER);
  if (text === undefined || text === '') return 0;
  const seq = Number(text);
  if (FORM.test(text) && seq <= MAX_SEQ) return seq;
  const message = `${LAST_EVENT_ID_HEADER} must be the id of an event of this stream.`;
  throw new ApiError('invalid-parameter', message, {
    errors: [{ field: LAST_EVENT_ID_HEADER, message }],
  });
};
