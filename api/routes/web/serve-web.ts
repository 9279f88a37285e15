import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import type { RequestHandler } from 'express';
import { sendRootPage } from '../docs/root-page.ts';

/**
 * The web pages: one HTML document for every address that is a page's, and the files that it loads.
 * Files under /assets are named by their content and never change. The document is made anew for
 * each request, since its policy names a nonce: CodeMirror makes its style sheets at run time.
 */
const NONCE_BYTES = 16;
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

const sendPage =
  (document: string): RequestHandler =>
  (req, res, next) => {
    if (req.accepts(['text', 'html']) !== 'html') {
      sendRootPage(req, res, next);
      return;
    }
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    res
      .set({ 'Content-Security-Policy': policyOf(nonce), 'Cache-Control': 'no-store' })
      .type('html')
      .send(document.replace('%NONCE%', nonce));
  };

/** `folder`: what `vite build` made. */
export const serveWeb = (folder: string): Router => {
  const router = Router({ caseSensitive: true });
  const document = readFileSync(join(folder, 'index.html'), 'utf8');
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1 year', index: false }),
  );
  router.use('/icon.svg', express.static(join(folder, 'icon.svg'), { maxAge: '1 day' }));
  router.get(PAGES, sendPage(document));
  return router;
};
