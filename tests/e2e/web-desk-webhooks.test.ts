import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { webDir } from '../../platform/config/paths.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { startDeliverer, type Deliverer } from '../../platform/webhooks/deliverer.ts';
import { parseNetwork } from '../../platform/webhooks/outbound-policy.ts';
import { PASSWORD, startApi, type TestApi } from '../support/api.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { axeViolationsInBothThemes, overflowPx } from '../support/web-page.ts';
import { openReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

/** An instructor has a receiver told, which is a real server and refuses what comes second. */
const db = withTestDatabase();
const policy = { allow: [parseNetwork('127.0.0.0/8')], http: true };
let api: TestApi;
let browser: Browser;
let page: Page;
let receiver: WebhookReceiver;
let deliverer: Deliverer;
let status = 204;

beforeAll(async () => {
  api = await startApi(db.database, { webDir, webhookPolicy: policy });
  receiver = await openReceiver((response) => void response.writeHead(status).end());
  deliverer = startDeliverer(db.database, { policy, logger: silentLogger, pollMs: 20 });
  browser = await openBrowser();
  const { username, token } = await api.newUser();
  const where = { username };
  await db.database.prisma.user.update({ where, data: { role: 'instructor' } });
  await api.call('POST', 'cohorts', { token, body: { name: 'Evening class' } });
  page = await (await browser.newContext()).newPage();
  await page.goto(`${api.origin}/sign-in?next=/desk/webhooks`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
});
afterAll(async () => {
  await browser.close();
  await deliverer.stop();
  await receiver.close();
  await api.close();
});

const expectSound = async (): Promise<void> => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await overflowPx(page)).toBe(0);
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
};
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('an address is added, and its secret shown once, which its messages are signed with', async () => {
  await page.getByText('Nobody is told of anything yet.').waitFor();
  await button('Add a webhook').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill('ftp://elsewhere.example/');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.locator('[name=url][aria-invalid=true]').waitFor();
  await expectSound();
  await dialog.getByLabel('Address').fill(receiver.url);
  await dialog.getByLabel('Learners of').selectOption('Evening class');
  await dialog.getByRole('button', { name: 'Add' }).click();
  const secret = (await page.getByLabel('The signing secret').textContent()) ?? '';
  await expectSound();

  await button('Send a test').click();
  await page.getByRole('cell', { name: 'delivered' }).waitFor();
  const [message] = await receiver.received(1);
  const { headers, body } = message!;
  const signed = new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(signed).toMatchObject({ type: 'webhook.test' });
  await page.reload();
  await page.getByRole('listitem', { name: receiver.url }).waitFor();
  expect(await page.getByText(secret).count()).toBe(0);
});

test('what a receiver refuses is shown, and is sent again when it is well', async () => {
  status = 410;
  await button('Send a test').click();
  // Gone (410) is the receiver's word for: never again.
  await page.getByRole('cell', { name: '410' }).waitFor();
  await page.reload();
  await page.getByText('off', { exact: true }).waitFor();
  expect(await button('Send a test').isDisabled()).toBe(true);
  await button('Deliveries').click();
  await expectSound();

  status = 204;
  await button('Switch on').click();
  await page.getByText('on', { exact: true }).waitFor();
  await button('Send again').first().click();
  await page.getByRole('cell', { name: 'delivered' }).nth(1).waitFor();
});

test('it is deleted after a question', async () => {
  await button('Delete').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await button('Delete').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Nobody is told of anything yet.').waitFor();
});
