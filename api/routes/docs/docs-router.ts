import express, { Router } from 'express';
import type { RequestHandler } from 'express';
// The package's main file would load the browser's bundle into this process.
import swaggerUiFolder from 'swagger-ui-dist/absolute-path.js';
import { API_PREFIX } from '../../openapi/api-prefix.ts';
import { errorPage } from '../../openapi/error-page.ts';

/**
 * The readable page of the OpenAPI document: Swagger UI, served from node_modules, so that it works
 * without the internet and under a policy that allows no inline script.
 */
const DOCS = `${API_PREFIX}/docs`;

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Assay: API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="${DOCS}/assets/favicon-32x32.png">
<link rel="stylesheet" href="${DOCS}/assets/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<noscript>This page needs JavaScript; the document is at <a href="${API_PREFIX}/openapi.json">openapi.json</a>.</noscript>
<script src="${DOCS}/assets/swagger-ui-bundle.js"></script>
<script src="${DOCS}/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({
  url: ${JSON.stringify(`${API_PREFIX}/openapi.json`)},
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
});
`;

/** Of the package only what the page needs: its own demo page would be another origin's. */
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** Swagger UI sets style attributes and shows icons as data URLs; scripts stay ours alone. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const withDocsPolicy: RequestHandler = (_req, res, next) => {
  res.set('Content-Security-Policy', DOCS_POLICY);
  next();
};

export const createDocsRouter = (): Router => {
  const router = Router({ strict: false });
  const errors = errorPage();
  router.use(withDocsPolicy);
  router.get('/', (_req, res) => void res.type('html').send(PAGE));
  router.get('/errors', (_req, res) => void res.type('html').send(errors));
  router.get('/start.js', (_req, res) => void res.type('text/javascript').send(START));
  const files = express.static(swaggerUiFolder(), { index: false, maxAge: '1 day' });
  router.get(
    ASSETS.map((name) => `/assets/${name}`),
    (req, res, next) => {
      req.url = req.url.replace(/^\/assets/, '');
      files(req, res, next);
    },
  );
  return router;
};
