import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Exercise } from '../../grading/catalogue/exercise.ts';
import { webDir } from '../../platform/config/paths.ts';
import { PASSWORD, startApi, type TestApi } from '../support/api.ts';
import { EXERCISES, makeExercise, publish } from '../support/api-exercises.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeInSandbox } from '../support/grade-in-sandbox.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import { axeViolationsInBothThemes, handIn, signIn, writeOver } from '../support/web-page.ts';

const db = withTestDatabase();
const STEP_TIMEOUT_MS = 20_000;
const LANGUAGES = ['python', 'javascript', 'java', 'csharp'] as const;
const ECHO = makeExercise('echo', { title: 'Echo', languages: LANGUAGES });
let api: TestApi;
let browser: Browser;
let sandbox: TestSandbox;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  await publish(db.database, [...EXERCISES, ECHO]);
  api = await startApi(db.database, { webDir });
  browser = await openBrowser();
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterAll(async () => {
  await browser.close();
  await api.close();
  await sandbox.close();
});

/** A browser that nobody has used yet. */
const newcomer = async (): Promise<void> => {
  await (context as BrowserContext | undefined)?.close();
  context = await browser.newContext();
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  page = await context.newPage();
};
const signedIn = async (): Promise<void> => {
  await newcomer();
  const { username } = await api.newUser();
  await signIn(context, api.origin, username);
};
const openEcho = (): Promise<unknown> => page.goto(`${api.origin}/exercises/echo`);
const editor = (on: Page = page): Locator => on.locator('.cm-content');
const tab = (name: string): Locator => page.getByRole('tab', { name });
const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
const draftOf = (): Promise<string> =>
  page
    .locator('.cm-line')
    .allTextContents()
    .then((lines) => lines.join('\n'));
const language = (): Locator => page.getByLabel('Language', { exact: true });
/** Waits until the cursor is in this line, from 1. */
const cursorIn = (line: number): Promise<void> =>
  page
    .locator('.cm-lineNumbers .cm-activeLineGutter', { hasText: new RegExp(`^${line}$`) })
    .waitFor();

describe('drafts', () => {
  beforeAll(newcomer);

  test('survive a reload, for each language; the language is remembered', async () => {
    await openEcho();
    await writeOver(editor(), 'print("mine")');
    await language().selectOption('java');
    await writeOver(editor(), 'class Main {}');
    await page.reload();
    await page.getByText('class Main {}').waitFor();
    expect(await language().inputValue()).toBe('java');
    await language().selectOption('python');
    await page.getByText('print("mine")').waitFor();
    // Another exercise that does not offer the last language begins with its first.
    await page.goto(`${api.origin}/exercises/calculator`);
    await page.getByText('# start here').waitFor();
  });

  test('of two tabs of the browser are one: neither destroys the other’s', async () => {
    await openEcho();
    const other = await context.newPage();
    await other.goto(`${api.origin}/exercises/echo`);
    await writeOver(editor(other), 'print("from the other tab")');
    await page.getByText('print("from the other tab")').waitFor();
    await editor().press('Control+End');
    await page.keyboard.type('\n# and this one');
    await other.getByText('# and this one').waitFor();
    await other.getByText('print("from the other tab")').waitFor();
    await other.close();
  });

  test('starting over asks first, and can be taken back', async () => {
    await button('Start over').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await draftOf()).toContain('# and this one');
    await button('Start over').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
    await page.getByText('# start here').waitFor();
    await button('Undo').click();
    await page.getByText('# and this one').waitFor();
  });

  test('are kept when the exercise changes, and a note says so', async () => {
    const changed: Exercise = makeExercise('echo', { title: 'Echo, anew', languages: LANGUAGES });
    await publish(db.database, [...EXERCISES, changed]);
    api.app.refreshCatalogue();
    await page.reload();
    await page.getByRole('heading', { name: 'Echo, anew' }).waitFor();
    await page.getByText('has changed since you began').waitFor();
    await page.getByText('# and this one').waitFor();
    await button('Keep mine').click();
    await page.reload();
    await page.getByText('# and this one').waitFor();
    expect(await page.getByText('has changed since you began').count()).toBe(0);
    await publish(db.database, [...EXERCISES, ECHO]);
    api.app.refreshCatalogue();
  });

  test('live on without storage until a reload, and the page says so', async () => {
    await newcomer();
    const content = `Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };`;
    await page.addInitScript({ content });
    await openEcho();
    await writeOver(editor(), 'print("unkept")');
    await page.getByText('does not keep this draft').waitFor();
    await page.getByRole('link', { name: 'Assay' }).click();
    await page.getByRole('link', { name: 'Echo' }).first().click();
    await page.getByText('print("unkept")').waitFor();
  });
});

describe('files', () => {
  beforeAll(newcomer);
  const name = (): Locator => page.getByRole('dialog').getByRole('textbox');

  test('are added, and bad names are refused', async () => {
    await openEcho();
    await button('Add file').click();
    for (const [bad, reason] of [
      ['../x.py', 'segment ".."'],
      ['main.py', 'There is a file main.py already'],
      ['', 'needs a name'],
    ] as const) {
      await name().fill(bad);
      await name().press('Enter');
      await page.getByRole('alert').getByText(reason).waitFor();
    }
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
    await name().fill('lib/util.py');
    await name().press('Enter');
    expect(await tab('lib/util.py').getAttribute('aria-selected')).toBe('true');
    await writeOver(editor(), 'HELP = 1');
  });

  test('keep their text while another is shown, and their undo history', async () => {
    await tab('main.py').click();
    await page.getByText('# start here').waitFor();
    await tab('main.py').press('ArrowRight');
    await page.getByText('HELP = 1').waitFor();
    await editor().press('Control+z');
    expect(await draftOf()).toBe('');
    await editor().press('Control+y');
    expect(await draftOf()).toBe('HELP = 1');
  });

  test('are renamed, and deleted, which can be taken back; all of it is kept', async () => {
    await tab('lib/util.py').press('F2');
    await name().fill('lib/help.py');
    await name().press('Enter');
    await tab('lib/help.py').waitFor();
    await page.reload();
    await tab('lib/help.py').click();
    await page.getByText('HELP = 1').waitFor();
    await tab('lib/help.py').press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await tab('lib/help.py').waitFor({ state: 'detached' });
    await button('Undo').click();
    await tab('lib/help.py').click();
    await page.getByText('HELP = 1').waitFor();
    // The grader starts with it: it stays, under its name.
    await tab('main.py').click();
    await page.keyboard.press('Delete');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

test('a full queue is told, and the draft stays', async () => {
  const full = await startApi(db.database, { webDir, limits: { queuedSubmissions: 0 } });
  await newcomer();
  const { username } = await full.newUser();
  await signIn(context, full.origin, username);
  await page.goto(`${full.origin}/exercises/echo`);
  await writeOver(editor(), 'print("keep me")');
  await button('Submit').click();
  await page.getByText('Yours is not handed in: keep it, and try again in 15 s.').waitFor();
  await page.reload();
  await page.getByText('print("keep me")').waitFor();
  await page.close();
  await full.close();
});

describe('compile errors', () => {
  beforeAll(signedIn);

  /** Hands in what the editor has, and has it graded in a real sandbox. */
  const submit = async (): Promise<void> => {
    const id = await handIn(page, () => button('Try samples').click());
    const { verdict } = await gradeInSandbox({ database: db.database, sandbox }, ECHO, id);
    expect(verdict).toBe('CE');
  };
  const marks = (): Locator => page.locator('.cm-lintRange-error');

  test('of Python stand at their line and column, and go when it is edited', async () => {
    await openEcho();
    await writeOver(editor(), 'def main():\n    x = [1, 2\n    print(x)\nmain()\n');
    await submit();
    const place = button('Go to main.py, line 2, column 9');
    await place.waitFor();
    expect(await marks().textContent()).toBe('[');
    const marked = page.locator('.cm-line', { has: marks() });
    expect(await marked.textContent()).toBe('    x = [1, 2');
    await place.click();
    await cursorIn(2);
    // A line that is new above it moves it; its own change takes it away.
    await editor().press('Control+Home');
    await page.keyboard.type('# new\n');
    expect(await marked.textContent()).toBe('    x = [1, 2');
    await place.click();
    await cursorIn(3);
    await page.keyboard.press('End');
    await page.keyboard.type(']');
    await marks().waitFor({ state: 'detached' });
  });

  test('of Java stand in the file that they are about', async () => {
    await language().selectOption('java');
    await writeOver(editor(), 'class Main {\n    int x = new Helper().two();\n}\n');
    await button('Add file').click();
    await page.getByRole('dialog').getByRole('textbox').fill('Helper.java');
    await page.keyboard.press('Enter');
    await writeOver(editor(), 'class Helper {\n    int two() { return missing; }\n}\n');
    await tab('Main.java').click();
    await submit();
    await button('Go to Helper.java, line 2, column 24').click();
    expect(await tab('Helper.java').getAttribute('aria-selected')).toBe('true');
    expect(await marks().textContent()).toBe('missing');
    await cursorIn(2);
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
  });

  test('stand again after a reload, but not where the line is another by now', async () => {
    await page.reload();
    await tab('Helper.java').click();
    await editor().getByText('return missing').waitFor();
    expect(await marks().textContent()).toBe('missing');
    await writeOver(editor(), 'class Helper {\n    int two() { return 2; }\n}\n');
    await page.reload();
    await button('Go to Helper.java, line 2, column 24').click();
    await editor().getByText('return 2').waitFor();
    expect(await marks().count()).toBe(0);
  });
});

test('who is not signed in writes, signs in and hands in at once', async () => {
  await newcomer();
  await openEcho();
  await writeOver(editor(), 'print("written before signing in")');
  await page.keyboard.press('Control+Shift+Enter');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByRole('link', { name: 'I have no account yet' }).click();
  await page.getByLabel('Username').fill('editor-visitor');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Register' }).click();
  await page.waitForURL(/\/exercises\/echo/);
  await page.getByText('print("written before signing in")').waitFor();
  await page.locator('#submit:focus').waitFor();
  const id = await handIn(page, () => page.keyboard.press('Enter'));
  const stored = await db.database.prisma.submissionFile.findMany({ where: { submissionId: id } });
  expect(stored.map(({ content }) => content)).toEqual(['print("written before signing in")']);
});

test('the keyboard alone suffices: reach the editor, write, leave it, try and submit', async () => {
  await signedIn();
  await openEcho();
  await editor().waitFor();
  const focused = async (): Promise<string> =>
    (await page.locator(':focus').getAttribute('aria-label')) ?? '';
  const tabTo = async (label: RegExp): Promise<void> => {
    const MOST_STOPS = 60;
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      if (stops > 0 && label.test(await focused())) break;
      await page.keyboard.press('Tab');
    }
    expect(await focused()).toMatch(label);
  };
  await tabTo(/^Width of the statement/);
  const separator = page.getByRole('separator');
  const width = Number(await separator.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowRight');
  expect(await separator.getAttribute('aria-valuenow')).toBe(String(width + 2));
  await tabTo(/main\.py, editor/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('if True:\n');
  // Tab indents here, as the line below says; after Escape it leaves.
  await page.keyboard.press('Tab');
  await page.keyboard.type('print(1)');
  expect(await draftOf()).toMatch(/^if True:\n {4}\s*print\(1\)$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toContain('Try samples');
  const tried = await handIn(page, () => page.keyboard.press('Enter'));
  await page.locator('#submit[aria-disabled=false]').waitFor();
  const submitted = await handIn(page, () => page.keyboard.press('Control+Shift+Enter'));
  const stored = await db.database.prisma.submission.findMany({
    where: { id: { in: [tried, submitted] } },
    orderBy: { createdAt: 'asc' },
  });
  expect(stored.map(({ samplesOnly }) => samplesOnly)).toEqual([true, false]);
  await page.reload();
  expect(await separator.getAttribute('aria-valuenow')).toBe(String(width + 2));
});

test('at the width of a telephone nothing is wider than the page, and axe finds nothing', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openEcho();
  await editor().waitFor();
  const scrollWidth = await page.evaluate('document.documentElement.scrollWidth');
  expect(scrollWidth).toBe(390);
  expect(await axeViolationsInBothThemes(page)).toEqual([]);
});
