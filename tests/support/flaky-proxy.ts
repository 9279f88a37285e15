import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the network does to one request. */
export type Fault =
  /** Nothing: it goes through. */
  | 'none'
  /** The connection breaks before the request is passed on. */
  | 'drop'
  /** The request arrives; its answer is lost. */
  | 'lose-answer'
  /** The connection breaks after the first event of the stream. */
  | 'cut-stream'
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string;
    };

export interface FlakyProxy {
  readonly origin: string;
  /** Requests that came, as `POST /api/v1/submissions`. */
  readonly seen: readonly { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

const FIRST_EVENT = /^[^]*?^id: 1\n[^]*?\n\n/m;

/** Stands between a client and a server that is well, and plays the network on a bad day. */
export async function startFlakyProxy(
  target: string,
  faultOf: (line: string, nth: number) => Fault,
): Promise<FlakyProxy> {
  const seen: FlakyProxy['seen'][number][] = [];
  const server = createServer((incoming, outgoing) => {
    const line = `${incoming.method ?? ''} ${(incoming.url ?? '').split('?')[0] ?? ''}`;
    const nth = seen.filter((one) => one.line === line).length;
    seen.push({ line, headers: incoming.headers });
    const fault = faultOf(line, nth);
    if (fault === 'drop') incoming.socket.destroy();
    else if (typeof fault === 'object')
      outgoing.writeHead(fault.status, fault.headers).end(fault.body);
    else pass(target, incoming, outgoing, fault);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      // First no new connection, then none of the old: the other way round one may slip between.
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function pass(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault: 'none' | 'lose-answer' | 'cut-stream',
): void {
  const { method, headers } = incoming;
  const upstream = request(new URL(incoming.url ?? '/', target), { method, headers }, (answer) => {
    if (fault === 'lose-answer') {
      answer.resume().once('end', () => incoming.socket.destroy());
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('data', (chunk: Buffer) => {
      const end = fault === 'cut-stream' ? FIRST_EVENT.exec(chunk.toString()) : null;
      if (end === null) {
        outgoing.write(chunk);
        return;
      }
      // What comes until it is written would reach the client, too.
      answer.removeAllListeners('data').resume();
      outgoing.write(end[0], () => incoming.socket.destroy());
    });
    answer.once('end', () => outgoing.end());
    outgoing.once('close', () => upstream.destroy());
  });
  upstream.once('error', () => incoming.socket.destroy());
  incoming.pipe(upstream);
}
