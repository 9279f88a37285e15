import { ApiError } from './api-error.ts';
import { ERROR_CODES, ERROR_PAGE_PATH } from './error-codes.ts';
import { isStoreAway } from '../../platform/database/store-away.ts';
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
  if (isStoreAway(error)) {
    return new ApiError('store-unavailable', 'The database does not answer. Try again soon.', {
      headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
    });
  }
  return (
    ofFramework(error) ??
    new ApiError('internal-error', 'The request failed for a reason of ours; it is logged.')
  );
};
