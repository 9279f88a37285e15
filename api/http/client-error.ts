import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ApiError } from './api-error.ts';
import { ERROR_CODES } from './error-codes.ts';
import { PROBLEM_MEDIA_TYPE, problemOf } from './problem.ts';

/** What Node's parser and its clocks say of a request that never came to be one. */
const problemOfParser = (code: string | undefined): ApiError => {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ApiError(
        'request-timeout',
        'The request was not complete in time. Send it again.',
      );
    case 'HPE_HEADER_OVERFLOW':
      return new ApiError(
        'headers-too-large',
        'Request line and headers are too large. Send less.',
      );
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new ApiError('body-too-large', 'The chunk extensions are too large. Send none.');
    default:
      return new ApiError('bad-request', 'This is not HTTP/1.1 as we know it.');
  }
};

const answerOf = (error: ApiError): string => {
  const { status } = ERROR_CODES[error.code];
  const body = JSON.stringify(problemOf(error, '/'));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}; charset=utf-8`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
    '',
    body,
  ].join('\r\n');
};

/** How long the client may take to read why; what it still sends is thrown away meanwhile. */
const LINGER_MS = 1000;

/**
 * Answers by a problem document what Node would answer by a bare status: requests that are no HTTP,
 * have too large headers, or come too slowly. The connection ends with it.
 */
export const answerClientErrors = (server: Server): void => {
  const responses = new WeakMap<object, ServerResponse>();
  const answered = new WeakSet<object>();
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    responses.set(req.socket, res);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (answered.has(socket)) return;
    const response = responses.get(socket);
    const isAnswering = response !== undefined && response.headersSent && !response.writableEnded;
    if (!socket.writable || isAnswering || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    answered.add(socket);
    socket.end(answerOf(problemOfParser(error.code)));
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  });
};
