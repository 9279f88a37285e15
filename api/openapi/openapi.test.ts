import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { ERROR_CODES } from '../http/error-codes.ts';
import { errorCodesOf } from '../http/route.ts';
import { ROUTES } from '../routes/index.ts';
import { buildDocument } from './build-document.ts';
import { errorPage } from './error-page.ts';

interface Document {
  readonly paths: Record<string, Record<string, { operationId: string; responses: object }>>;
  readonly components: { readonly schemas: Record<string, unknown> };
}

const document = buildDocument(ROUTES) as Document;
const text = JSON.stringify(document);

test('the committed document is current (npm run generate:openapi)', async () => {
  const committed = await readFile(new URL('openapi.json', import.meta.url), 'utf8');
  expect(JSON.parse(committed)).toEqual(JSON.parse(text));
});

test('every reference leads somewhere and every named schema is used', () => {
  const used = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]);
  expect([...new Set(used)].sort()).toEqual(Object.keys(document.components.schemas).sort());
});

test('operations have ids of their own', () => {
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(ids).toHaveLength(ROUTES.length);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every error code belongs to a route or to all, is documented and has an error’s status', () => {
  const ofEveryPath = [
    ...['route-not-found', 'method-not-allowed'],
    ...['request-timeout', 'url-too-long', 'headers-too-large'],
  ];
  const known = new Set<string>([...ROUTES.flatMap(errorCodesOf), ...ofEveryPath]);
  expect([...known].sort()).toEqual(Object.keys(ERROR_CODES).sort());
  const page = errorPage();
  for (const [code, { status, title, explanation }] of Object.entries(ERROR_CODES)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(status >= 400 && status < 600).toBe(true);
    expect(title).not.toMatch(/\.$/);
    expect(explanation).toMatch(/\.$/);
    expect(page).toContain(`id="${code}"`);
  }
});

test('every code of a route stands in its operation, under its status', () => {
  for (const route of ROUTES) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    const responses = document.paths[path]?.[route.method]?.responses as Record<
      string,
      { description: string }
    >;
    for (const code of errorCodesOf(route)) {
      expect(responses[String(ERROR_CODES[code].status)]?.description).toContain(`\`${code}\``);
    }
  }
});
