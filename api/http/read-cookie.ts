import type { Request } from 'express';

/** A header longer than this is not ours to search. */
const MAX_HEADER_LENGTH = 8192;

/** The request's first cookie of this name whose value has the form, as it was sent. */
export const readCookie = (req: Request, cookie: string, form: RegExp): string | undefined => {
  const header = req.get('cookie');
  if (header === undefined || header.length > MAX_HEADER_LENGTH) return undefined;
  for (const pair of header.split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookie && value !== undefined && form.test(value)) return value;
  }
  return undefined;
};
