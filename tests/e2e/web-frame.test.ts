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
  await page.getByText('/password').waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByText('web-user').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  // What the browser itself says of the two answers 401 and 422.
  expect(complaints.filter((text) => !/status of (401|422)/.test(text))).toEqual([]);
});
