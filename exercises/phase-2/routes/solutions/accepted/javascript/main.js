// Routes with node:http alone: a table of patterns, and one function that looks into it.
'use strict';
const http = require('node:http');

const TEXT = 'text/plain; charset=utf-8';

const greet = ({ params: [name = 'stranger'] }) => ({ body: `Hello, ${name}!`, type: TEXT });
const add = ({ params: [a, b] }) => ({
  body: JSON.stringify({ sum: Number(a) + Number(b) }),
  type: 'application/json',
});
const move = () => ({ status: 301, headers: { Location: '/hello' } });
const echo = ({ body, type }) => ({ body, type });
const clear = () => ({ status: 204 });

const ROUTES = [
  [/^\/hello$/, { GET: greet }],
  [/^\/hello\/([^/]+)$/, { GET: greet }],
  [/^\/sum\/(-?[0-9]{1,9})\/(-?[0-9]{1,9})$/, { GET: add }],
  [/^\/old-hello$/, { GET: move }],
  [/^\/echo$/, { POST: echo, DELETE: clear }],
];

/** Null where the encoding is broken. */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function route(request, body) {
  const path = request.url.split('?', 1)[0];
  for (const [pattern, methods] of ROUTES) {
    const match = pattern.exec(path);
    if (match === null) continue;
    const handler = methods[request.method];
    if (handler === undefined) {
      return { status: 405, headers: { Allow: Object.keys(methods).join(', ') } };
    }
    const params = match.slice(1).map(decode);
    if (params.includes(null)) return { status: 400 };
    return handler({ params, body, type: request.headers['content-type'] });
  }
  return { status: 404 };
}

const server = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const answer = route(request, Buffer.concat(chunks));
  const { status = 200, headers = {}, type, body = '' } = answer;
  response.writeHead(status, type === undefined ? headers : { ...headers, 'Content-Type': type });
  response.end(body);
});
server.listen(process.env.PORT);
