import type { HttpAnswer, HttpBody, HttpRequest, NamedText } from './types.ts';

/** A request as it goes over the wire: nothing is added to it on the way. */
export interface Outgoing {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** In their order. */
  readonly headers: readonly NamedText[];
  readonly body: string | null;
}

const SENDS_A_LENGTH = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Fills in what a client adds by itself. A header of the author's takes the place of the client's
 * own, and an empty one (`Cookie: ''`) leaves it out.
 *
 * `Connection: close`: each request has a connection of its own, so that no verdict depends on when
 * a service closes one that idles, and a service that serves one connection at a time is served.
 */
export function toOutgoing(
  request: HttpRequest,
  { port, cookies }: { readonly port: number; readonly cookies: string },
): Outgoing {
  const body = request.body === null ? null : bodyText(request.body);
  const given = new Set(request.headers.map(({ name }) => name.toLowerCase()));
  const own: NamedText[] = [
    { name: 'Host', value: `localhost:${port}` },
    { name: 'Connection', value: 'close' },
    { name: 'Cookie', value: cookies },
    { name: 'Content-Type', value: contentTypeOf(request.body) },
    { name: 'Content-Length', value: lengthOf(request, body) },
  ];
  const headers = [...own.filter(({ name }) => !given.has(name.toLowerCase())), ...request.headers];
  return {
    method: request.method,
    target: targetOf(request),
    headers: headers.filter(({ value }) => value !== ''),
    body,
  };
}

/** A captured Location may be a whole URL. */
function targetOf({ path, query }: HttpRequest): string {
  const origin = /^https?:\/\/[^/?#]*/i.exec(path)?.[0] ?? '';
  const rest = path.slice(origin.length).split('#', 1)[0] ?? '';
  const own = rest.startsWith('/') ? rest : `/${rest}`;
  const search = formText(query);
  if (search === '') return own;
  return `${own}${own.includes('?') ? '&' : '?'}${search}`;
}

function bodyText(body: HttpBody): string {
  switch (body.type) {
    case 'json':
      return JSON.stringify(body.value);
    case 'form':
      return formText(body.fields);
    case 'raw':
      return body.text;
  }
}

const formText = (fields: readonly NamedText[]): string =>
  new URLSearchParams(fields.map(({ name, value }): [string, string] => [name, value])).toString();

function contentTypeOf(body: HttpBody | null): string {
  if (body?.type === 'json') return 'application/json';
  return body?.type === 'form' ? 'application/x-www-form-urlencoded' : '';
}

function lengthOf({ method, headers }: HttpRequest, body: string | null): string {
  if (headers.some(({ name }) => name.toLowerCase() === 'transfer-encoding')) return '';
  if (body !== null) return String(Buffer.byteLength(body));
  return SENDS_A_LENGTH.has(method) ? '0' : '';
}

/** For a sample's feedback. */
export const requestText = ({ method, target, headers, body }: Outgoing): string =>
  messageText(`${method} ${target} HTTP/1.1`, headers, body ?? '');

/** For a sample's feedback; of a chunked body, what the chunks held. */
export const responseText = ({ status, headers, body }: HttpAnswer, statusText: string): string =>
  messageText(
    `HTTP/1.1 ${status} ${statusText}`.trimEnd(),
    headers,
    Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8'),
  );

function messageText(startLine: string, headers: readonly NamedText[], body: string): string {
  const head = [startLine, ...headers.map(({ name, value }) => `${name}: ${value}`)].join('\n');
  return body === '' ? head : `${head}\n\n${body}`;
}
