import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Outgoing } from '../../../grading/kinds/http/outgoing.ts';
import type { HttpAnswer, NamedText } from '../../../grading/kinds/http/types.ts';
import type { Tunnel } from '../../sandbox/warden/tunnel.ts';

/**
 * One request to a learner's service, which may do anything: never answer, answer for ever, a byte
 * at a time, or with what is no HTTP. So the whole exchange has one time limit, which no byte puts
 * off, and the body a cap; head lines are capped by Node's parser.
 */
export interface SendLimits {
  readonly timeoutMs: number;
  /** Until something takes the connection. */
  readonly connectTimeoutMs: number;
  readonly bodyBytes: number;
}

export type Failure =
  /** Nothing listens there. */
  | 'refused'
  /** The connection was closed before a whole answer had come. */
  | 'closed'
  | 'time-out'
  | 'malformed'
  | 'too-large'
  /** Our own request cannot be sent: a captured value does not fit into a header or a path. */
  | 'unsendable';

export type Reply =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer; readonly statusText: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Resolves in every case. The connection is closed then. */
export function send(tunnel: Tunnel, outgoing: Outgoing, limits: SendLimits): Promise<Reply> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const end = (reply: Reply): void => {
      clearTimeout(timer);
      clearTimeout(connectTimer);
      resolve(reply);
      tunnel.destroy();
    };
    const fail = (failure: Failure): void => {
      end({ kind: 'failed', failure });
    };
    const timer = setTimeout(() => {
      fail('time-out');
    }, limits.timeoutMs);
    const connectTimer = setTimeout(() => {
      if (tunnel.connecting) fail('time-out');
    }, limits.connectTimeoutMs);
    const sent = trySend(tunnel, outgoing);
    if (sent === null) {
      fail('unsendable');
      return;
    }
    sent.on('error', (error) => {
      fail(failureOf(error));
    });
    // Where no other event came before: a switch of protocols, say.
    sent.on('close', () => {
      fail('closed');
    });
    sent.on('response', (incoming) => {
      collect(incoming, limits.bodyBytes, fail, (body) => {
        const durationMs = performance.now() - startedAt;
        const status = incoming.statusCode ?? 0;
        const answer = { status, headers: pairsOf(incoming.rawHeaders), body, durationMs };
        end({ kind: 'answer', answer, statusText: incoming.statusMessage ?? '' });
      });
    });
  });
}

/** Null where Node refuses to send it. */
function trySend(
  tunnel: Tunnel,
  { method, target, headers, body }: Outgoing,
): ClientRequest | null {
  try {
    const sent = request({
      method,
      path: target,
      headers: headers.flatMap(({ name, value }) => [name, value]),
      createConnection: () => tunnel,
    });
    sent.end(body ?? '');
    return sent;
  } catch {
    return null;
  }
}

function collect(
  incoming: IncomingMessage,
  capBytes: number,
  fail: (failure: Failure) => void,
  done: (body: Buffer) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > capBytes) fail('too-large');
    else chunks.push(chunk);
  });
  incoming.on('error', (error) => {
    fail(failureOf(error));
  });
  incoming.on('end', () => {
    if (incoming.complete) done(Buffer.concat(chunks, bytes));
    else fail('closed');
  });
}

function failureOf(error: NodeJS.ErrnoException): Failure {
  const code = error.code ?? '';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'HPE_HEADER_OVERFLOW') return 'too-large';
  return code.startsWith('HPE_') ? 'malformed' : 'closed';
}

function pairsOf(raw: readonly string[]): NamedText[] {
  const pairs: NamedText[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    pairs.push({ name: raw[index] ?? '', value: raw[index + 1] ?? '' });
  }
  return pairs;
}
