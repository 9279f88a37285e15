import type { AuthorProblem, Problem } from '../../grading/resource/resources.ts';

/** A problem document of the API (RFC 9457), or what stands for one where none came. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  /** By JSON Pointer: `/username`. */
  readonly fields: Readonly<Record<string, string>>;
  /** What is wrong with the files of an uploaded exercise. */
  readonly problems: readonly AuthorProblem[];

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? 'The server did not answer as it should. Try again.');
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.problems = problem.problems ?? [];
    this.fields = Object.fromEntries(
      (problem.errors ?? []).map(({ field, message }) => [field, message]),
    );
  }

  /** What is wrong with a field of a form, with the field's label where the API has its pointer. */
  messageOf(name: string, label: string): string | undefined {
    const pointer = `/${name}`;
    const message = this.fields[pointer];
    return message?.startsWith(`${pointer} `) === true
      ? `${label}${message.slice(pointer.length)}`
      : message;
  }
}

const NOT_FOUND = 404;

/** There is no such thing, or it is not the reader's: the API does not tell which. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof ApiProblem && error.status === NOT_FOUND;

let csrfToken: string | null = null;

/** Of the session; null without one. Unsafe requests carry it. */
export const setCsrfToken = (token: string | null): void => {
  csrfToken = token;
};

export interface CallOptions {
  /** Sent as JSON; a Blob as it is, with its own type. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** `call<Page<X>>('GET', 'submissions?limit=5')`; undefined for an answer without a body. */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, headers = {}, signal }: CallOptions = {},
): Promise<T> {
  const response = await request(path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': typeOf(body) }),
      ...(method === 'GET' || csrfToken === null ? {} : { 'X-CSRF-Token': csrfToken }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const answer: unknown = isJson ? await response.json() : undefined;
  if (!response.ok) throw new ApiProblem(response.status, answer ?? {});
  return answer as T;
}

const typeOf = (body: unknown): string => (body instanceof Blob ? body.type : 'application/json');

async function request(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`/api/v1/${path}`, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiProblem(0, { detail: 'The server cannot be reached. Is it running?' });
  }
}
