import type { ErrorCode } from './error-codes.ts';

export interface FieldError {
  /** JSON Pointer into the body, `?name` of a query parameter, or the name of a header. */
  readonly field: string;
  readonly message: string;
}

export interface ApiErrorOptions {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Members of the problem document beyond the standard ones. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** For our log alone. */
  readonly cause?: unknown;
}

/** What a route throws to answer with a problem document. `detail` is read by the client. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly options: ApiErrorOptions;

  constructor(code: ErrorCode, detail: string, options: ApiErrorOptions = {}) {
    super(detail, { cause: options.cause });
    this.code = code;
    this.options = options;
  }
}
