import type { HttpExpectation, HttpRequest, NamedText } from './types.ts';

/** A request as text, the way it will go over the wire, `${name}` not yet filled in. */
export function describeRequest({ method, path, query, headers, body }: HttpRequest): string {
  const search = query.map(({ name, value }) => `${name}=${value}`).join('&');
  const lines = [
    `${method} ${path}${search === '' ? '' : `?${search}`}`,
    ...headers.map(headerLine),
  ];
  if (body === null) return lines.join('\n');
  return [...lines, '', bodyText(body)].join('\n');
}

/** What an answer must have, a line each. */
export function describeExpectation(expect: HttpExpectation): string {
  const lines = [`status ${expect.statuses.join(' or ')}`, ...expect.headers.map(headerLine)];
  if (expect.maxMs !== null) lines.push(`within ${expect.maxMs} ms`);
  if (expect.json !== null) lines.push('', JSON.stringify(expect.json.value, null, 2));
  if (expect.schema !== null) {
    lines.push('', `JSON that this schema accepts: ${JSON.stringify(expect.schema, null, 2)}`);
  }
  if (expect.text !== null) lines.push('', expect.text);
  return lines.join('\n');
}

const headerLine = ({ name, value }: NamedText): string => `${name}: ${value}`;

function bodyText(body: NonNullable<HttpRequest['body']>): string {
  switch (body.type) {
    case 'json':
      return JSON.stringify(body.value, null, 2);
    case 'form':
      return body.fields.map(({ name, value }) => `${name}=${value}`).join('&');
    case 'raw':
      return body.text;
  }
}
