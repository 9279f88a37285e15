import axe from 'axe-core';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from 'playwright-core';
import { PASSWORD } from './api.ts';

/** The rules of axe-core that the page, or what is within, breaks; each with an element at fault. */
const axeViolations = async (page: Page, within: string): Promise<string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    const { axe: loaded } = globalThis as unknown as {
      axe: {
        run(within: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const found = await loaded.run(selector);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  }, within);
};

const COLOUR_SCHEMES = ['light', 'dark'] as const;

/** Both themes, one after the other; the page is left in the light one. */
export const axeViolationsInBothThemes = async (page: Page, within = 'html'): Promise<string[]> => {
  const found: string[] = [];
  for (const colorScheme of [...COLOUR_SCHEMES].reverse()) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await axeViolations(page, within)).map((one) => `${colorScheme}: ${one}`));
  }
  return found;
};

/** A context of its own in which the user is signed in; pages of it wait up to `timeoutMs`. */
export const signedInContext = async (
  browser: Browser,
  origin: string,
  username: string,
  { timeoutMs, ...options }: BrowserContextOptions & { readonly timeoutMs: number },
): Promise<BrowserContext> => {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(timeoutMs);
  await signIn(context, origin, username);
  return context;
};

/** As a browser that has been signed in before. */
export const signIn = async (
  context: BrowserContext,
  origin: string,
  username: string,
): Promise<void> => {
  const data = { username, password: PASSWORD };
  await context.request.post(`${origin}/api/v1/sessions`, { data });
};

/**
 * Writes over all that an editor holds, by its own keys. Playwright's `fill` selects nodes of the
 * page, and an editor whose colours just come puts others in their place.
 */
export const writeOver = async (editor: Locator, text: string): Promise<void> => {
  const { keyboard } = editor.page();
  await editor.click();
  await keyboard.press('Control+a');
  await keyboard.insertText(text);
};

/** Pixels by which the page is wider than the window: 0 where nothing is cut off. */
export const overflowPx = (page: Page): Promise<number> =>
  page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );

/** Hands in, and gives the id of the submission, which is then in the address. */
export const handIn = async (page: Page, press: () => Promise<void>): Promise<string> => {
  const idOf = (url: URL): string | null => url.searchParams.get('submission');
  const before = idOf(new URL(page.url()));
  await press();
  await page.waitForURL((url) => idOf(url) !== null && idOf(url) !== before);
  return idOf(new URL(page.url())) ?? '';
};

/**
 * What a page does that no output may bring about: dialogs, scripts that the policy stopped, errors,
 * requests to elsewhere. Call it before the page is opened.
 */
export const watchForMischief = async (page: Page, origin: string): Promise<readonly string[]> => {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => seen.push(`error: ${String(error)}`));
  page.on('request', (request) => {
    if (!/^(blob:|data:)/.test(request.url()) && !request.url().startsWith(origin)) {
      seen.push(`request: ${request.url()}`);
    }
  });
  await page.exposeFunction('reportViolation', (what: string) => void seen.push(what));
  await page.addInitScript({
    content: `addEventListener('securitypolicyviolation', (event) =>
      reportViolation('policy: ' + event.violatedDirective + ' ' + event.blockedURI));`,
  });
  return seen;
};
