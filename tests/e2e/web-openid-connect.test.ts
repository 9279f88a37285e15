import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { webDir } from '../../platform/config/paths.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { startProvider, type TestProvider } from '../support/oidc-provider.ts';
import { axeViolationsInBothThemes } from '../support/web-page.ts';

const STEP_TIMEOUT_MS = 15_000;
const db = withTestDatabase();
let api: TestApi;
let school: TestProvider;
let absent: TestProvider;
let browser: Browser;
let page: Page;
let origin: string;
const violations: string[] = [];

beforeAll(async () => {
  school = await startProvider('school');
  absent = await startProvider('absent');
  const oidcProviders = [school.settings, absent.settings];
  api = await startApi(db.database, { webDir, oidcProviders });
  // Another site than the provider's 127.0.0.1, so that the cookies have to hold across sites.
  origin = api.origin.replace('127.0.0.1', 'localhost');
  school.serve(origin);
  school.people.set('w-1', { name: 'Ada Lovelace', preferred_username: 'ada' });
  browser = await openBrowser();
  page = await browser.newPage();
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
});
afterAll(async () => {
  await browser.close();
  await api.close();
  await Promise.all([school.close(), absent.close()]);
});

test('a provider that is down says so on the page; the others are there', async () => {
  await page.goto(`${origin}/sign-in`);
  await page.getByRole('button', { name: 'Sign in with Account of absent' }).click();
  await page.getByText('Account of absent does not answer as it should.').waitFor();
  expect(await page.getByRole('button', { name: 'Account of school' }).isEnabled()).toBe(true);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('who refuses at the provider is told on the sign-in page', async () => {
  school.person = null;
  await page.getByRole('button', { name: 'Sign in with Account of school' }).click();
  await page.getByText('The log-in was broken off there.').waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('who agrees is signed in, and led on to where they wanted to go', async () => {
  school.person = 'w-1';
  await page.goto(`${origin}/account`);
  await page.getByRole('button', { name: 'Sign in with Account of school' }).click();
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor();
  await page.getByRole('heading', { name: 'Signing in' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/account');
  expect(await page.getByText('You sign in as ada.').count()).toBe(1);
  // There is no password to change.
  expect(await page.getByLabel('Current password').count()).toBe(0);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('the policy of our pages was never in the way', () => {
  expect(violations).toEqual([]);
});
