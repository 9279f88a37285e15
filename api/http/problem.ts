import { ApiError } from './api-error.ts';
import { ERROR_CODES, ERROR_PAGE_PATH } from './error-codes.ts';
import type { Problem } from '../../grading/resource/resources.ts';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** RFC 9457. Nothing enters it but what the code says of itself and the ApiError brings. */
export const problemOf = (error: ApiError, instance: string): Problem => {
  const { status, title } = ERROR_CODES[error.code];
  const { errors, extensions } = error.options;
  return {
    type: `${ERROR_PAGE_PATH}#${error.code}`,
    title,
    status,
    code: error.code,
    detail: error.message,
    instance,
    ...(errors === undefined ? {} : { errors: [...errors] }),
    ...extensions,
  };
};

const RETRY_AFTER_SECONDS = 5;
/** Prisma's codes and Node's and PostgreSQL's for "cannot reach the database now". */
const UNREACHABLE = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
};

/** Bound on how deep a chain of causes is followed. */
const MAX_CAUSES = 5;

const isUnreachableStore = (error: unknown): boolean => {
  let current: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth += 1) {
    if (UNREACHABLE.has(codeOf(current) ?? '')) return true;
    if (/connection terminated|timeout exceeded when trying to connect/i.test(current.message)) {
      return true;
    }
    current = current.cause;
  }
  return false;
};

/** Errors of Express itself (http-errors): a status below 500 is the client's. */
const ofFramework = (error: unknown): ApiError | undefined => {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  const { status } = error;
  if (typeof status !== 'number' || status < 400 || status >= 500) return undefined;
  return new ApiError('bad-request', 'The request could not be understood. Check the URL.');
};

/** Whatever was thrown, as what the client may know of it. */
export const toApiError = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error;
  if (isUnreachableStore(error)) {
    return new ApiError('store-unavailable', 'The database does not answer. Try again soon.', {
      headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
    });
  }
  return (
    ofFramework(error) ??
    new ApiError('internal-error', 'The request failed for a reason of ours; it is logged.')
  );
};
