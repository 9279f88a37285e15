import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import jsonc from 'jsonc-parser';
import { ApiError } from './api-error.ts';
import { runMiddleware } from './run-middleware.ts';

/** Enough for every body but a submission. */
const SMALL_BODY_BYTES = 16 * 1024;
/**
 * A submission's 256 KiB of source, each byte as the longest JSON escape (`\u0000`, six bytes),
 * and half a MiB for paths and punctuation. The true limit is checked on the decoded files, so
 * that 257 KiB is answered with the name of the field, not with 413.
 */
const LARGE_BODY_BYTES = 2 * 1024 * 1024;

export type BodySize = 'small' | 'large';

const LIMITS: Readonly<Record<BodySize, number>> = {
  small: SMALL_BODY_BYTES,
  large: LARGE_BODY_BYTES,
};

/** No body of ours has more than six levels; deeper ones only cost whoever walks them. */
const MAX_DEPTH = 32;

const EMPTY = 'entity.empty';
const TOO_DEEP = 'entity.too.deep';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Whether brackets outside of strings nest deeper than MAX_DEPTH; the text need not be JSON. */
const isTooDeep = (body: Buffer): boolean => {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index] ?? 0;
    if (inString && byte === BACKSLASH) index += 1;
    else if (byte === QUOTE) inString = !inString;
    else if (!inString && OPENING.has(byte)) depth += 1;
    else if (!inString && CLOSING.has(byte)) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
};

/** Before it is parsed: the parser would take an empty body for an empty object. */
const refuseBytes = (_req: unknown, _res: unknown, body: Buffer): void => {
  const type = body.length === 0 ? EMPTY : isTooDeep(body) ? TOO_DEEP : undefined;
  if (type !== undefined) throw Object.assign(new Error('The body is refused.'), { type });
};

const parserOf = (limit: number): RequestHandler =>
  express.json({ limit, type: 'application/json', strict: false, verify: refuseBytes });

const parsers: Readonly<Record<BodySize, RequestHandler>> = {
  small: parserOf(SMALL_BODY_BYTES),
  large: parserOf(LARGE_BODY_BYTES),
};

/**
 * 1-based line and column of the first fault in a text that is not JSON; null where it is nested so
 * deeply that looking for the fault exhausts the stack.
 */
export const findJsonFault = (text: string): { line: number; column: number } | null => {
  const faults: { offset: number }[] = [];
  try {
    jsonc.parse(text, faults as jsonc.ParseError[], {
      disallowComments: true,
      allowTrailingComma: false,
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  const before = text.slice(0, faults[0]?.offset ?? text.length).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

interface BodyParserError {
  readonly type: string;
  readonly body?: unknown;
}

const isBodyParserError = (error: Error): error is Error & BodyParserError =>
  'type' in error && typeof error.type === 'string';

const emptyBody = (): ApiError => new ApiError('invalid-json', 'The body is empty. Send JSON.');

const invalidJson = (text: string): ApiError => {
  if (text.trim() === '') return emptyBody();
  const fault = findJsonFault(text);
  return new ApiError(
    'invalid-json',
    fault === null
      ? 'The body is not JSON, and nested too deeply to say where it breaks.'
      : `The body is not JSON: it breaks at line ${fault.line}, column ${fault.column}. Mend it there.`,
  );
};

const translate = (error: Error, limit: number): Error => {
  if (!isBodyParserError(error)) return error;
  switch (error.type) {
    case 'entity.parse.failed':
      return invalidJson(typeof error.body === 'string' ? error.body : '');
    case EMPTY:
      return emptyBody();
    case TOO_DEEP:
      return new ApiError('invalid-json', `The body nests deeper than ${MAX_DEPTH} levels.`);
    case 'entity.too.large':
      return new ApiError(
        'body-too-large',
        `The body is larger than ${limit / 1024} KiB, which is the limit here. Send less.`,
      );
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new ApiError('unsupported-media-type', 'Send the body as UTF-8, plain or as gzip.');
    default:
      return new ApiError('bad-request', 'The body broke off or could not be read. Send it again.');
  }
};

const requireJson = (req: Request): void => {
  // Null where there is no body at all: the parser would then leave `undefined` behind.
  const type = req.is('application/json');
  if (type === 'application/json') return;
  if (type === null || req.get('content-length') === '0') throw emptyBody();
  const problem =
    req.get('content-type') === undefined ? 'The body has no type.' : 'This type is not taken.';
  throw new ApiError('unsupported-media-type', `${problem} Send Content-Type: application/json.`);
};

/** Reads the body of a route that takes one. Throws an ApiError that says what is wrong with it. */
export const readJsonBody = async (
  req: Request,
  res: Response,
  size: BodySize,
): Promise<unknown> => {
  requireJson(req);
  await runMiddleware(parsers[size], req, res).catch((error: unknown) => {
    throw translate(error as Error, LIMITS[size]);
  });
  return req.body as unknown;
};
