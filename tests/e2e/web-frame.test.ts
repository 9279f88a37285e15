import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { webDir } from '../../platform/config/paths.ts';
import { PASSWORD, startApi, type TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';

const db = withTestDatabase();
let api: TestApi;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { webDir });
  browser = await openBrowser();
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

test('a visitor finds an exercise, registers, signs out and in again', async () => {
  await page.goto(api.origin);
  await page.getByRole('link', { name: 'Register' }).click();
  await page.getByLabel('Username').fill('web-user');
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByText('Password must have at least 10 characters.').waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByText('web-user').first().waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'web-user' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  // What the browser itself says of the two answers 401 and 422.
  expect(complaints.filter((text) => !/status of (401|422)/.test(text))).toEqual([]);
});

test('a chosen theme comes with the page itself, and none with a forged one', async () => {
  await page.goto(api.origin);
  await page.getByLabel('Dark').check();
  const documentOf = async (): Promise<string> => (await page.goto(api.origin))!.text();
  expect(await documentOf()).toContain('<html lang="en" data-theme="dark">');
  await page.context().addCookies([{ name: 'assay_theme', value: '"><b>', url: api.origin }]);
  expect(await documentOf()).toContain('<html lang="en" data-theme="system">');
});

test('what only some may open sends a visitor to the sign-in page', async () => {
  await page.goto(`${api.origin}/submissions`);
  await page.waitForURL(/\/sign-in\?next=%2Fsubmissions$/);
});

test('an address without a page says so: 404, in words to a person, as a problem to a program', async () => {
  const answer = await page.goto(`${api.origin}/no/such/page`);
  expect(answer?.status()).toBe(404);
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  const problem = await fetch(`${api.origin}/no/such/page`, {
    headers: { Accept: 'application/json' },
  });
  expect([problem.status, problem.headers.get('content-type')]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
  ]);
});

const documentText = async (): Promise<string> =>
  (await fetch(api.origin, { headers: { Accept: 'text/html' } })).text();

test('scripts come compressed, and are kept for ever', async () => {
  const source = /src="(\/assets\/[^"]+)"/.exec(await documentText());
  const answer = await fetch(api.origin + String(source?.[1]), {
    headers: { 'Accept-Encoding': 'br' },
  });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});
