import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { CohortResource, DeviceCodeResource } from '../../grading/resource/resources.ts';
import { loadCredentials } from '../../cli/client/credentials.ts';
import { webDir } from '../../platform/config/paths.ts';
import { setRole } from '../../platform/database/user-administration.ts';
import { PASSWORD, startApi, type TestApi, type TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { runCli, startCli } from '../support/run-cli.ts';
import { axeViolationsInBothThemes, overflowPx, signIn } from '../support/web-page.ts';

const db = withTestDatabase();
const STEP_TIMEOUT_MS = 15_000;
const NEW_PASSWORD = 'a better password';
let api: TestApi;
let browser: Browser;
let page: Page;
let learner: TestUser;
let joinCode: string;
let home: string;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { webDir, limits: { devicePollSeconds: 1 } });
  home = await mkdtemp(join(tmpdir(), 'assay-account-'));
  learner = await api.newUser();
  const instructor = await api.newUser();
  const { id } = await db.database.prisma.user.findUniqueOrThrow({
    where: { username: instructor.username },
  });
  await setRole(db.database, id, 'instructor');
  const { token } = await signInAgain(instructor);
  const cohort = (await api.call('POST', 'cohorts', { token, body: { name: 'Autumn' } }))
    .json as CohortResource;
  joinCode = String(cohort.joinCode);
  browser = await openBrowser();
  page = await browser.newPage();
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
});
afterAll(async () => {
  await browser.close();
  await api.close();
  await rm(home, { recursive: true, force: true });
});

/** A token made after the role was given. */
const signInAgain = async ({ username }: TestUser): Promise<{ token: string }> => {
  const body = { name: 'again', username, password: PASSWORD };
  return (await api.call('POST', 'tokens', { body })).json as { token: string };
};
const environment = () => ({ XDG_CONFIG_HOME: home, ASSAY_SERVER: api.origin, HOME: home });

test('assay login is approved in a browser, where one signs in first', async () => {
  const started = startCli(['login', '--no-browser'], home, environment());
  const address = await untilAddress(() => started.terminal.err());
  await page.goto(address);
  await page.getByLabel('Username').fill(learner.username);
  const password = page.getByLabel('Password');
  await password.fill(PASSWORD);
  const show = page.getByRole('button', { name: 'Show what is typed' });
  await show.press('Space');
  expect([await password.getAttribute('type'), await password.inputValue()]).toEqual([
    'text',
    PASSWORD,
  ]);
  await show.press('Space');
  expect(await password.getAttribute('type')).toBe('password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('asks to act as').waitFor();
  const code = await page.locator('.user-code').textContent();
  expect(started.terminal.err()).toContain(`must show the code ${code}`);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Approve' }).press('Enter');
  await page.getByText('Approved. The command line goes on').waitFor();
  const run = await started.finished;
  expect(run.out).toContain(`as ${learner.username}.`);
  const { servers } = await loadCredentials(environment());
  expect(servers[api.origin]?.username).toBe(learner.username);
  expect((await runCli(['whoami'], home, environment())).out).toContain(learner.username);
  await page.reload();
  await page.getByText('No device waits with this code.').waitFor();
  await page.getByRole('link', { name: 'Type another code' }).press('Enter');
  await page.getByLabel('Code').waitFor();
});

test('a code says what became of it: decided, expired', async () => {
  const begin = async () =>
    (await api.call('POST', 'devices', { body: { clientName: 'assay on x' } }))
      .json as DeviceCodeResource;
  const { userCode } = await begin();
  await page.goto(`${api.origin}/device?code=${userCode}`);
  await page.getByRole('button', { name: 'Refuse' }).press('Enter');
  await page.getByText('Refused. Nothing was granted.').waitFor();
  await page.reload();
  await page.getByText('You have refused this code.').waitFor();
  const late = await begin();
  const where = { userCode: late.userCode.replace('-', '') };
  await db.database.prisma.deviceCode.update({ where, data: { expiresAt: new Date(0) } });
  await page.goto(`${api.origin}/device?code=${late.userCode}`);
  await page.getByText('This code has expired. Run assay login again').waitFor();
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});

test('a refused login says so', async () => {
  const started = startCli(['login', '--no-browser'], home, environment());
  await page.goto(await untilAddress(() => started.terminal.err()));
  await page.getByRole('button', { name: 'Refuse' }).click();
  await page.getByText('Refused. Nothing was granted.').waitFor();
  const run = await started.finished;
  expect([run.exitCode, run.err]).toEqual([3, expect.stringContaining('The user refused.')]);
});

test('a token is shown once, and revoked with a question', async () => {
  await page.goto(`${api.origin}/account`);
  await page.getByLabel('Name of a new token').fill('the lab computer');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const token = String(await page.locator('.new-token pre').textContent());
  expect((await api.call('GET', 'users/me', { token })).status).toBe(200);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  await page.reload();
  await page.getByRole('button', { name: 'Revoke the lab computer' }).click();
  expect(await page.getByText(token).count()).toBe(0);
  await page.getByRole('button', { name: 'Revoke it' }).click();
  await page
    .getByRole('button', { name: 'Revoke the lab computer' })
    .waitFor({ state: 'detached' });
  expect((await api.call('GET', 'users/me', { token })).status).toBe(401);
});

test('a cohort is joined by its code', async () => {
  await page.goto(`${api.origin}/account?join=WRONG-CODE`);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByText('opens no cohort').waitFor();
  await page.getByLabel('Join code').fill(joinCode.toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Autumn' }).waitFor();
});

test('another browser is signed out alone', async () => {
  const elsewhere = await browser.newContext();
  await signIn(elsewhere, api.origin, learner.username);
  await page.goto(`${api.origin}/account`);
  await page
    .locator('.account-list li', { hasText: 'this one' })
    .getByText(/Chrome/)
    .waitFor();
  await page.getByRole('button', { name: /^Sign out .* of / }).press('Enter');
  await page.getByText('1 session ended.').waitFor();
  const session = await elsewhere.request.get(`${api.origin}/api/v1/sessions/current`);
  expect(session.status()).toBe(401);
  await elsewhere.close();
});

test('the password is changed, and the other browsers are signed out', async () => {
  const elsewhere = await browser.newContext();
  await signIn(elsewhere, api.origin, learner.username);
  const fill = async (current: string, again: string): Promise<void> => {
    await page.getByLabel('Current password').fill(current);
    await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
    await page.getByLabel('New password once more').fill(again);
    await page.getByRole('button', { name: 'Change it' }).click();
  };
  await fill(PASSWORD, 'something else');
  await page.getByText('The two are not the same.').waitFor();
  await fill('not my password', NEW_PASSWORD);
  await page.getByText('This is not your current password.').waitFor();
  await fill(PASSWORD, NEW_PASSWORD);
  await page.getByText('Changed. 1 other session and 0 tokens ended.').waitFor();
  const session = await elsewhere.request.get(`${api.origin}/api/v1/sessions/current`);
  expect(session.status()).toBe(401);
  await elsewhere.close();
});

test('the name that others see is changed; narrow and in both themes nothing is amiss', async () => {
  await page.getByLabel('Name that others see').fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
  expect(await overflowPx(page)).toBe(0);
});

/** What the command prints for its user to open. */
async function untilAddress(said: () => string): Promise<string> {
  for (;;) {
    const address = /https?:\S+\/device\?code=\S+/.exec(said());
    if (address !== null) return address[0];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
