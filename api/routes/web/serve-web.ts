import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import express, { Router } from 'express';
import type { RequestHandler } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { readCookie } from '../../http/read-cookie.ts';
import { sendRootPage } from '../docs/root-page.ts';

/**
 * The web pages: one HTML document for every address that is a page's, and the files that it loads.
 * Files under /assets are named by their content and never change. The document is made anew for
 * each request, since its policy names a nonce: CodeMirror makes its style sheets at run time; and
 * it comes with the reader's theme, so that nothing flashes in the other one.
 */
const NONCE_BYTES = 16;
const OK = 200;
const NOT_FOUND = 404;
const PAGES = [
  '/',
  ...['/exercises/:id', '/submissions', '/submissions/:id', '/submissions/:id/compare/:other'],
  ...['/sign-in', '/register', '/account', '/device'],
  ...['/desk', '/desk/*rest', '/admin', '/admin/*rest'],
];

const policyOf = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types dompurify',
  ].join('; ');

const THEME_COOKIE = 'assay_theme';
const THEME_FORM = /^(?:light|dark)$/;

const sendDocument =
  (document: string, status: number): RequestHandler =>
  (req, res) => {
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    const theme = readCookie(req, THEME_COOKIE, THEME_FORM);
    res
      .status(status)
      .set({ 'Content-Security-Policy': policyOf(nonce), 'Cache-Control': 'no-store' })
      .type('html')
      .send(
        document
          .replace('%NONCE%', nonce)
          .replace('%THEME%', theme ?? 'system')
          .replace('%COLOR-SCHEME%', theme ?? 'light dark'),
      );
  };

const wantsHtml: RequestHandler = (req, _res, next) =>
  next(req.accepts(['text', 'html']) === 'html' ? undefined : 'route');

const cacheForever = (res: ServerResponse): void => {
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
};

/** `folder`: what `vite build` made. */
export const serveWeb = (folder: string): Router => {
  const router = Router({ caseSensitive: true });
  const document = readFileSync(join(folder, 'index.html'), 'utf8');
  router.use(
    '/assets',
    // `vite build` laid a .br and a .gz beside each file.
    expressStaticGzip(join(folder, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      serveStatic: { index: false, setHeaders: cacheForever },
    }),
  );
  router.use('/icon.svg', express.static(join(folder, 'icon.svg'), { maxAge: '1 day' }));
  router.get(PAGES, wantsHtml, sendDocument(document, OK));
  router.get('/', sendRootPage);
  // What is no page says so in the pages' own words; what asks for anything else gets a problem.
  router.get(/^\/(?!api\/|assets\/)/, wantsHtml, sendDocument(document, NOT_FOUND));
  return router;
};
