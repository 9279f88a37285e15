import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { startApi, type TestApi, type TestUser } from '../support/api.ts';
import { withTestDatabase } from '../support/database.ts';
import { openWorkerStand, WORKER_START_MS, type WorkerStand } from '../support/real-worker.ts';
import { openSecretLines, storeExercises, type LeaksIn } from './secret-lines.ts';

/**
 * Submissions to this repository's exercises that show, in each way they can, what they are given:
 * graded by a real worker in real cells, and then every byte that their learner gets of it compared
 * with what the exercises hide.
 */
const POLL_MS = 100;
const db = withTestDatabase();
let api: TestApi;
let learner: TestUser;
let stand: WorkerStand;
let leaksIn: LeaksIn;

beforeAll(async () => {
  const { catalogue, roadmap } = await storeExercises(db.database);
  ({ leaksIn } = openSecretLines(catalogue));
  api = await startApi(db.database, { roadmap: () => roadmap });
  learner = await api.newUser();
  stand = await openWorkerStand(db.database.url);
  await stand.start();
}, WORKER_START_MS);
afterAll(async () => {
  await stand.end();
  await api.close();
});

const get = (path: string) => api.call('GET', path, { token: learner.token });

const grade = async (exerciseId: string, language: string, path: string, content: string) => {
  const body = { exerciseId, language, files: [{ path, content }] };
  const sent = await api.call('POST', 'submissions', { token: learner.token, body });
  expect([sent.status, sent.text]).toEqual([202, expect.any(String)]);
  const { id } = sent.json as SubmissionResource;
  for (;;) {
    const submission = (await get(`submissions/${id}`)).json as SubmissionResource;
    if (submission.state === 'graded' || submission.state === 'failed') return submission;
    await sleep(POLL_MS);
  }
};

const SHOW_ALL = `
import os, sys
given = sys.stdin.read()
shown = given + repr(sys.argv) + repr(dict(os.environ))
print(shown)
print(shown, file=sys.stderr)
`;
const ECHO_SERVICE = `
import http.server, os
class Echo(http.server.BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        shown = (self.requestline + str(self.headers)).encode() + body
        print(shown, flush=True)
        self.send_response(500)
        self.send_header('X-Shown', repr(shown)[:2000])
        self.send_header('Content-Length', str(len(shown)))
        self.end_headers()
        self.wfile.write(shown)
    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer
http.server.HTTPServer(('', int(os.environ.get('PORT', '8080'))), Echo).serve_forever()
`;

test.each([
  ['prints all it is given', 'WA', 'binary-search', 'python', 'main.py', SHOW_ALL],
  [
    ...['dies of all it is given', 'RTE', 'binary-search', 'python', 'main.py'],
    `${SHOW_ALL}\nraise SystemExit(shown)\n`,
  ],
  [
    ...['prints all it is given, and never ends', 'TLE', 'binary-search', 'python', 'main.py'],
    `${SHOW_ALL}\nsys.stdout.flush()\nwhile True: pass\n`,
  ],
  [
    ...['throws its arguments', 'RTE', 'pair-with-sum', 'python', 'solution.py'],
    'def pair_with_sum(*given):\n    print(given)\n    raise ValueError(given)\n',
  ],
  [
    ...['returns its arguments', 'WA', 'pair-with-sum', 'python', 'solution.py'],
    'def pair_with_sum(*given):\n    return given[0] + [given[1]]\n',
  ],
  ['answers with the request', 'WA', 'todo-api', 'python', 'main.py', ECHO_SERVICE],
  [
    ...['selects everything there is', 'WA', 'silent-members', 'sql', 'main.sql'],
    "SELECT id, name || ' ' || joined_on FROM members ORDER BY id;\n",
  ],
  [
    ...['makes an error of the data', 'RTE', 'silent-members', 'sql', 'main.sql'],
    "SELECT id, json_extract(name, '$.' || name) FROM members;\n",
  ],
  ['does not compile', 'CE', 'binary-search', 'java', 'Main.java', 'class Main { int x = "'],
])(
  'who %s (%s) is told nothing hidden',
  async (_how, verdict, exerciseId, language, path, code) => {
    const submission = await grade(exerciseId, language, path, code);
    expect([submission.state, submission.verdict]).toEqual(['graded', verdict]);
    const { id } = submission;
    for (const address of [
      `submissions/${id}`,
      `submissions/${id}/events`,
      'submissions',
      'progress',
    ]) {
      const { status, text, headers } = await get(address);
      expect([address, status]).toEqual([address, 200]);
      expect(leaksIn(text + JSON.stringify([...headers]))).toEqual([]);
    }
  },
);

test('what a learner’s own output shows is kept of samples alone', async () => {
  const { result } = await grade('binary-search', 'python', 'main.py', SHOW_ALL);
  const cases = result?.cases ?? [];
  expect(cases.some(({ sample }) => sample)).toBe(true);
  const shown = cases.filter((one) => JSON.stringify(one).includes('PATH'));
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.every(({ sample }) => sample)).toBe(true);
});
