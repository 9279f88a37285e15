import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { loadExercises } from '../../api/load-exercises.ts';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import { repoRoot, webDir } from '../../platform/config/paths.ts';
import { beginAttempt, finishAttempt } from '../../platform/database/grading-store.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { startApi, type TestApi, type TestUser } from '../support/api.ts';
import { openBrowser } from '../support/browser.ts';
import { withTestDatabase } from '../support/database.ts';
import { openWorkerStand, WORKER_START_MS, type WorkerStand } from '../support/real-worker.ts';
import { runCli } from '../support/run-cli.ts';
import { wrongSample } from '../support/shown-results.ts';
import {
  axeViolationsInBothThemes,
  signedInContext,
  watchForMischief,
} from '../support/web-page.ts';

/**
 * Submissions of every kind that print the worst that text can be, graded by a real worker: pages
 * and command line show it as text, and nothing of it runs, hides, or leaves its box.
 */
const db = withTestDatabase();
const GRADED_MS = 60_000;
const TEST_MS = 120_000;
const LEASE_MS = 60_000;
const NARROW_PX = 390;
let api: TestApi;
let browser: Browser;
let page: Page;
let user: TestUser;
let workers: WorkerStand;
let mischief: readonly string[];

beforeAll(async () => {
  const { roadmap } = await loadExercises(db.database, join(repoRoot, 'exercises'), silentLogger);
  api = await startApi(db.database, { webDir, roadmap: () => roadmap });
  workers = await openWorkerStand(db.url);
  browser = await openBrowser();
  user = await api.newUser();
  const context = await signedInContext(browser, api.origin, user.username, {
    timeoutMs: GRADED_MS,
    acceptDownloads: true,
  });
  page = await context.newPage();
  mischief = await watchForMischief(page, api.origin);
  await workers.start();
}, WORKER_START_MS);
afterAll(async () => {
  await browser.close();
  await api.close();
  await workers.end();
}, TEST_MS);

const MARKUP = '<script>hacked=1</script><img src=x onerror=hacked=1><a href=javascript:hacked=1>';
/** As Python and JavaScript write them alike. */
const NASTY_ESCAPED = [
  ...[MARKUP, '\\x1b[2J\\x1b]0;owned\\x07', 'a\\rb\\x08c', '\\x9b31m', '\\u202egpj.exe\\u202c'],
  ...['zero\\u200bwidth\\u2066isolate', `zal${'\\u0335\\u0301'.repeat(30)}go`, '\\u05e9\\u05dc'],
].join(' ');
/** What of it must be read on the page, and in the terminal. */
const SHOWN = ['<script>hacked=1</script>', '␛[2J␛]0;owned␇', 'a␍b␈c', '\\u{202e}gpj.exe\\u{202c}'];
/** What must not be on a page as it is: controls, direction marks, invisible characters. */
const UNSAFE = /(?![\n\t])\p{Cc}|[\u{200b}\u{202a}-\u{202e}\u{2066}-\u{2069}]|\p{M}{9}/u;

interface Submitted {
  readonly exerciseId: string;
  readonly language: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

const submit = async (body: Submitted): Promise<string> => {
  const answer = await api.call('POST', 'submissions', { token: user.token, body });
  if (answer.status !== 202) throw new Error(answer.text);
  return (answer.json as SubmissionResource).id;
};
const python = (exerciseId: string, path: string, content: string): Submitted => ({
  ...{ exerciseId, language: 'python', files: [{ path, content }] },
});
const open = async ({ exerciseId }: Submitted, id: string): Promise<void> => {
  await page.goto(`${api.origin}/exercises/${exerciseId}?submission=${id}`);
  await page.locator('.summary').waitFor();
  await page.locator('.case, .output').first().waitFor();
};

/** A result that no worker made: they must have ended. */
const store = async (id: string, result: GradingResult): Promise<void> => {
  const begun = await beginAttempt(db.database, id, 'test-worker', LEASE_MS);
  if (begun.kind !== 'begun') throw new Error(begun.kind);
  await finishAttempt(db.database, begun.attempt.token, result, []);
};

/** What every hostile result has to stand. */
const expectHarmless = async (id: string, shown: readonly string[]): Promise<void> => {
  const text = (await page.locator('.result').textContent()) ?? '';
  for (const each of shown) expect(text).toContain(each);
  expect(text).not.toMatch(UNSAFE);
  expect(await page.evaluate('typeof hacked')).toBe('undefined');
  expect(await page.locator('.result-panel :is(script, img, a, iframe)').count()).toBe(0);
  expect(await page.title()).not.toContain('owned');
  expect(await axeViolationsInBothThemes(page, '.result-panel')).toEqual([]);
  await page.setViewportSize({ width: NARROW_PX, height: 800 });
  expect(
    await page.evaluate(
      'document.documentElement.scrollWidth <= document.documentElement.clientWidth',
    ),
  ).toBe(true);
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(mischief).toEqual([]);

  const env = { ASSAY_SERVER: api.origin, ASSAY_TOKEN: user.token, HOME: tmpdir(), NO_COLOR: '1' };
  const { out, err } = await runCli(['result', id], tmpdir(), env);
  expect(err).toBe('');
  expect(out).not.toMatch(UNSAFE);
};

test(
  'a program',
  async () => {
    const source = `
import sys
sys.stdout.buffer.write("${NASTY_ESCAPED}\\n".encode("utf-8"))
sys.stdout.buffer.write(b"\\xff\\xfe\\x00bad\\n")
sys.stdout.buffer.write(b"x" * 1_000_000)
sys.stderr.write("${NASTY_ESCAPED}\\n")
`;
    const submission = python('text-statistics', 'main.py', source);
    const id = await submit(submission);
    await open(submission, id);
    await expectHarmless(id, [...SHOWN, '��␀bad']);
  },
  TEST_MS,
);

test(
  'a compiler, and the names of files',
  async () => {
    const hostile = python('text-statistics', 'main.py', `print("ok"\n`);
    const path = `${MARKUP.replaceAll('/', '')}\u{202e}.py`;
    const files = [...hostile.files, { path, content: `"${MARKUP}\u{202e}\u{200b}" "\n` }];
    const submission = { ...hostile, files };
    const id = await submit(submission);
    await open(submission, id);
    await page.locator('.summary', { hasText: 'CE compile error' }).waitFor();
    await page.goto(`${api.origin}/submissions/${id}`);
    await page.getByText('\\u{202e}.py').first().waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(UNSAFE);
    await open(submission, id);
    await expectHarmless(id, ['<script>hacked=1<script>', '\\u{202e}.py', '\\u{202e}\\u{200b}']);
  },
  TEST_MS,
);

test(
  'a function: what it returns, prints and raises',
  async () => {
    const submission = python(
      'arrangements',
      'solution.py',
      `
calls = 0
def arrangements(*given):
    global calls
    calls += 1
    print("${NASTY_ESCAPED}")
    if calls > 1:
        raise ValueError("${NASTY_ESCAPED}")
    return ["${NASTY_ESCAPED}"]
`,
    );
    const id = await submit(submission);
    await open(submission, id);
    await page.locator('.case summary').nth(1).click();
    await expectHarmless(id, SHOWN);
  },
  TEST_MS,
);

test(
  'a database: names of columns and values',
  async () => {
    const control = "char(27) || '[2J' || char(27) || ']0;owned' || char(7)";
    const direction = "char(0x202e) || 'gpj.exe' || char(0x202c, 0x200b)";
    const sql = `SELECT '<script>hacked=1</script>' AS "${MARKUP}\u{202e}", ${control} AS "a", ${direction}, NULL;\n`;
    const submission: Submitted = {
      ...{ exerciseId: 'silent-members', language: 'sql' },
      files: [{ path: 'main.sql', content: sql }],
    };
    const id = await submit(submission);
    await open(submission, id);
    const [markup = '', escapes = '', , reversed = ''] = SHOWN;
    await expectHarmless(id, [markup, escapes, reversed, '<img src=x onerror=hacked=1>', 'NULL']);
  },
  TEST_MS,
);

test(
  'a service: what it answers and prints',
  async () => {
    const submission = python(
      'routes',
      'main.py',
      `
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200, "<script>hacked=1</script>")
        self.send_header("Content-Type", "text/html")
        self.send_header("X-Markup", "${MARKUP}")
        body = "${NASTY_ESCAPED}".encode() + b"\\xff\\x00"
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        print("${NASTY_ESCAPED}", file=sys.stderr, flush=True)
HTTPServer(("0.0.0.0", int(os.environ.get("PORT", "8080"))), Handler).serve_forever()
`,
    );
    const id = await submit(submission);
    await open(submission, id);
    await expectHarmless(id, [...SHOWN, 'onerror=hacked=1']);
  },
  TEST_MS,
);

test('letters from right to left turn nothing around that stands beside them', async () => {
  await workers.end();
  const hebrew = '\u05e9\u05dc\u05d5\u05dd';
  const http = {
    kind: 'http',
    stderr: hebrew,
    exchanges: [
      { request: `GET /${hebrew}`, response: `${hebrew} 200`, problem: `${hebrew}: 404` },
    ],
  } as const;
  const submission = python('text-statistics', 'main.py', 'print()');
  const id = await submit(submission);
  await store(id, wrongSample(http, `${hebrew} "${hebrew}"`));
  await open(submission, id);
  const summary = page.locator('.exchanges summary');
  const parts = summary.locator('bdi, [aria-hidden], .chip');
  const lefts = await Promise.all(
    (await parts.all()).map(async (part) => (await part.boundingBox())?.x ?? 0),
  );
  expect(lefts).toHaveLength(4);
  expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
});

test('a million characters on one line: the difference in the middle of it, and all of it to keep', async () => {
  // This one is not printed but stored: a grader caps what it keeps, other versions may not.
  const half = 'x'.repeat(1 << 19);
  const id = await submit(python('text-statistics', 'main.py', 'print()'));
  const feedback = { kind: 'program', args: [], stdin: '', stderr: `${half}\u{202e}` } as const;
  const result = wrongSample(
    { ...feedback, expectedStdout: `${half}y${half}\n`, actualStdout: `x${half}z${half}\n` },
    'The output is not the expected one.',
  );
  await store(id, result);
  await open(python('text-statistics', '', ''), id);
  const size = async () => ((await page.locator('.result-panel').textContent()) ?? '').length;
  expect(await size()).toBeLessThan(20_000);
  await page.getByText('more characters were not compared').waitFor();
  const errors = page.locator('.output', { hasText: 'Error output' });
  const download = page.waitForEvent('download');
  await errors.getByRole('button', { name: /^Save all/ }).click();
  const saved = await (await download).path();
  expect(await readFile(saved, 'utf8')).toBe(`${half}\u{202e}`);
  await errors.getByRole('button', { name: 'Show more' }).click();
  expect(await size()).toBeGreaterThan(100_000);
  expect(await size()).toBeLessThan(200_000);
  expect(mischief).toEqual([]);
});
