import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody who is told of events: a real server on loopback. */
export interface WebhookReceiver {
  readonly port: number;
  /** `http://127.0.0.1:PORT/hook` */
  readonly url: string;
  readonly messages: readonly ReceivedMessage[];
  /** Resolves once so many have come. */
  received(count: number): Promise<readonly ReceivedMessage[]>;
  close(): Promise<void>;
}

export interface ReceivedMessage {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `answer` is given each message; by default it is taken. */
export const openReceiver = async (
  answer: (response: ServerResponse, message: ReceivedMessage) => void = (response) =>
    void response.writeHead(204).end(),
): Promise<WebhookReceiver> => {
  const messages: ReceivedMessage[] = [];
  let waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const message = { headers: request.headers, body: Buffer.concat(chunks).toString() };
      messages.push(message);
      answer(response, message);
      for (const look of waiting) look();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const received = (count: number): Promise<readonly ReceivedMessage[]> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (messages.length >= count) resolve(messages);
      };
      waiting = [...waiting, look];
      look();
    });
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { port, url: `http://127.0.0.1:${port}/hook`, messages, received, close };
};
