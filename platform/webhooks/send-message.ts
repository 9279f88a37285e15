import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { version } from '../version.ts';
import type { OutboundPolicy } from './outbound-policy.ts';
import { RefusedTargetError, resolveTarget } from './resolve-target.ts';
import type { Resolve, ResolvedAddress } from './resolve-target.ts';

/** From looking up the name to the end of the answer. */
const TIMEOUT_MS = 10_000;
/** Of an answer only its status counts; so much is read so that a receiver can end in peace. */
const MAX_BODY_BYTES = 4096;

export interface OutgoingMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SendOptions {
  readonly policy: OutboundPolicy;
  /** Default: the system's. */
  readonly resolve?: Resolve | undefined;
  readonly timeoutMs?: number | undefined;
  /** Ends the attempt: the process stops. */
  readonly signal?: AbortSignal | undefined;
}

export type SendOutcome =
  | { readonly ok: true; readonly responseCode: number }
  | { readonly ok: false; readonly responseCode: number | null; readonly error: string };

/**
 * One attempt to deliver: a POST on a connection of its own, to an address that was checked. 2xx is
 * success; redirects are not followed, and no proxy is asked. Never rejects.
 */
export const sendMessage = async (
  message: OutgoingMessage,
  { policy, resolve, timeoutMs = TIMEOUT_MS, signal: stop }: SendOptions,
): Promise<SendOutcome> => {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = stop === undefined ? timeout : AbortSignal.any([timeout, stop]);
  try {
    const url = new URL(message.url);
    const addresses = await untilAborted(resolveTarget(url, policy, resolve), signal);
    const responseCode = await post(url, message, addresses, signal);
    if (responseCode >= 200 && responseCode < 300) return { ok: true, responseCode };
    const isRedirect = responseCode >= 300 && responseCode < 400;
    const error = `The receiver answered ${responseCode}${isRedirect ? '; redirects are not followed' : ''}.`;
    return { ok: false, responseCode, error };
  } catch (error) {
    const late = timeout.aborted ? `No answer within ${timeoutMs / 1000} s.` : null;
    return { ok: false, responseCode: null, error: late ?? describe(error) };
  }
};

/** A resolver cannot be interrupted; it is not waited for. */
const untilAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(new Error('aborted'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });

/** Whatever the connection asks for, it is given what was checked. */
const pinned =
  (addresses: readonly ResolvedAddress[]): LookupFunction =>
  (_hostname, { all }, done) => {
    const [first] = addresses;
    if (all === true) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };

const post = (
  url: URL,
  { headers, body }: OutgoingMessage,
  addresses: readonly ResolvedAddress[],
  signal: AbortSignal,
): Promise<number> =>
  new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http;
    const sent = request(url, {
      ...{ method: 'POST', agent: false, lookup: pinned(addresses), signal },
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': `Assay/${version}`,
      },
    });
    sent.on('error', reject);
    sent.once('response', (response) => {
      // The status has come, and counts: an answer that breaks off, or never ends, is one.
      const answered = (): void => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      };
      sent.removeListener('error', reject).on('error', answered);
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_BODY_BYTES) answered();
      });
      response.once('end', answered);
      response.on('error', answered);
      response.once('close', answered);
    });
    sent.end(body);
  });

const describe = (error: unknown): string => {
  if (error instanceof RefusedTargetError) return error.message;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `The connection failed (${code}).` : 'The connection failed.';
};
