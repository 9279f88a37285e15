import { setTimeout as sleep } from 'node:timers/promises';
import type { AnySchema } from 'ajv';
import { CliError, EXIT } from './cli-error.ts';
import { ProblemError, problemOf } from './problem-error.ts';
import { responseFault } from './validate-response.ts';

/** Tries of one request, the first included: only of requests that are safe to repeat. */
const MAX_TRIES = 4;
const FIRST_DELAY_MS = 250;
/** The longest that a Retry-After is waited for; a longer one is told to the learner. */
const MAX_RETRY_AFTER_MS = 20_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Statuses of a server that is there but not just now. */
const PASSING_STATUSES: readonly number[] = [429, 502, 503, 504];

export interface RequestOptions {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Makes a POST safe to repeat: the server answers the second with the first's result. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal | undefined;
  /** Told when the server says no for now (its reason), and the request is sent again later. */
  readonly onWait?: (reason: string, delayMs: number) => void;
}

/** Talks HTTP to one server as one user. Rejects with a `CliError` that explains itself. */
export class HttpClient {
  readonly server: string;
  readonly #token: string | null;

  constructor(server: string, token: string | null) {
    this.server = server;
    this.#token = token;
  }

  /** Sends, retries where that is safe, and returns the body, checked against `schema`. */
  async json<T>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    schema: Exclude<AnySchema, boolean> | null,
    options: RequestOptions = {},
  ): Promise<T> {
    const response = await this.#sendWithRetries(method, path, options);
    const body = await readJson(response);
    if (!response.ok) throw this.#problem(response, body);
    const fault = schema === null ? null : responseFault(schema, body);
    if (fault !== null) {
      throw new CliError(
        `${this.server} does not answer like an Assay server (${method} ${path}: ${fault}).`,
        EXIT.server,
        'Check the address (--server, ASSAY_SERVER) and that both sides have the same version.',
      );
    }
    return body as T;
  }

  /** An event stream; the caller reads the body. */
  async stream(path: string, lastEventId: string | null, signal: AbortSignal): Promise<Response> {
    const headers = { ...this.#headers(), accept: 'text/event-stream' };
    const response = await fetch(this.#url(path), {
      headers: lastEventId === null ? headers : { ...headers, 'last-event-id': lastEventId },
      signal,
    });
    if (!response.ok) throw this.#problem(response, await readJson(response));
    return response;
  }

  /**
   * The text of a file, as it comes. Ends with a `CliError` where it breaks off: what came before is
   * then not the whole.
   */
  async *download(
    path: string,
    query: RequestOptions['query'],
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const response = await fetch(this.#url(path, query), {
      headers: { ...this.#headers(), accept: '*/*' },
      redirect: 'error',
      signal,
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw this.#unreachable(error);
    });
    if (!response.ok) throw this.#problem(response, await readJson(response));
    if (response.body === null) return;
    try {
      yield* response.body.pipeThrough(new TextDecoderStream('utf-8', { ignoreBOM: true }));
    } catch {
      signal.throwIfAborted();
      throw new CliError('The download broke off.', EXIT.server, 'Run the command again.');
    }
  }

  async #sendWithRetries(method: string, path: string, options: RequestOptions): Promise<Response> {
    const repeatable = method === 'GET' || options.idempotencyKey !== undefined;
    for (let attempt = 1; ; attempt += 1) {
      const last = !repeatable || attempt === MAX_TRIES;
      let delayMs = FIRST_DELAY_MS * 2 ** (attempt - 1);
      try {
        const response = await this.#send(method, path, options);
        if (!PASSING_STATUSES.includes(response.status) || last) return response;
        const askedMs = retryAfterMs(response);
        delayMs = Math.max(delayMs, askedMs);
        if (delayMs > MAX_RETRY_AFTER_MS) return response;
        const { title } = problemOf(response.status, await readJson(response));
        if (askedMs > 0) options.onWait?.(title, delayMs);
      } catch (error) {
        options.signal?.throwIfAborted();
        if (last) throw this.#unreachable(error);
      }
      await sleep(delayMs, undefined, { signal: options.signal });
    }
  }

  #send(method: string, path: string, options: RequestOptions): Promise<Response> {
    const headers: Record<string, string> = this.#headers();
    if (options.body !== undefined) headers['content-type'] = 'application/json';
    if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey;
    const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    return fetch(this.#url(path, options.query), {
      method,
      headers,
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      // A redirect may lead to another host: the token must not go there.
      redirect: 'error',
      signal: options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]),
    });
  }

  #url(path: string, query: RequestOptions['query'] = {}): URL {
    const url = new URL(`${this.server}/api/v1${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    return url;
  }

  #headers(): Record<string, string> {
    const headers = { accept: 'application/json', 'user-agent': 'assay-cli' };
    return this.#token === null ? headers : { ...headers, authorization: `Bearer ${this.#token}` };
  }

  #problem(response: Response, body: unknown): ProblemError {
    const problem = problemOf(response.status, body);
    const wait = retryAfterMs(response);
    if (response.status === 401 && this.#token === null) {
      return new ProblemError(problem, `Log in first: ./assay login --server ${this.server}`);
    }
    if (response.status === 401) {
      return new ProblemError(problem, `Log in again: ./assay login --server ${this.server}`);
    }
    if (wait > 0) return new ProblemError(problem, `Try again in ${Math.ceil(wait / 1000)} s.`);
    return new ProblemError(problem);
  }

  #unreachable(error: unknown): CliError {
    return new CliError(
      `No server answers at ${this.server} (${networkReason(error)}).`,
      EXIT.server,
      'Start one with ./assay up, or name another with --server URL or ASSAY_SERVER.',
    );
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? '0');
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}

/** fetch says only "fetch failed"; what happened is in the cause. */
export function networkReason(error: unknown): string {
  if (!isObject(error)) return String(error);
  if (error['name'] === 'TimeoutError') return 'no answer in time';
  const cause = error['cause'];
  const reasons = isObject(cause) ? [cause['code'], cause['message']] : [error['message']];
  return reasons.find(isText) ?? 'network error';
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
