import type { RequestHandler } from 'express';
import { API_PREFIX } from '../../openapi/api-prefix.ts';

/** Until the web pages come: where a person who opened the server's address goes next. */
const ROOT_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Assay</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<h1>Assay</h1>
<p>This server grades solutions to coding exercises.</p>
<ul>
<li>From a terminal: <code>assay login</code>, <code>assay list</code>, <code>assay get ID</code>, <code>assay submit</code>.</li>
<li>The API: <a href="${API_PREFIX}/docs">its documentation</a>, the <a href="${API_PREFIX}/openapi.json">OpenAPI document</a>, its <a href="${API_PREFIX}/docs/errors">errors</a>.</li>
</ul>
</body>
</html>
`;

const ROOT_TEXT = `Assay grades solutions to coding exercises.

  assay login     sign in from a terminal, then: assay list, get, submit
  ${API_PREFIX}/docs    the API's documentation
`;

export const sendRootPage: RequestHandler = (_req, res) =>
  res.format({
    html: () => void res.send(ROOT_PAGE),
    text: () => void res.send(ROOT_TEXT),
    default: () => void res.type('text').send(ROOT_TEXT),
  });
