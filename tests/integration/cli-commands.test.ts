import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { loadCredentials } from '../../cli/client/credentials.ts';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { PASSWORD, startApi, type TestApi, type TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import { runCli, startCli, type CliRun } from '../support/run-cli.ts';

const db = withTestDatabase();
let api: TestApi;
let user: TestUser;
let home: string;
let env: Record<string, string>;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  user = await api.newUser();
  home = await mkdtemp(join(tmpdir(), 'assay-cli-'));
  env = {
    XDG_CONFIG_HOME: join(home, '.config'),
    ASSAY_SERVER: api.origin,
    ASSAY_TOKEN: user.token,
  };
});
afterEach(() => rm(home, { recursive: true, force: true }));

const assay = (...args: string[]): Promise<CliRun> => runCli(args, home, env);
const json = (run: CliRun): unknown => JSON.parse(run.out);
const inFolder = (folder: string, ...args: string[]): Promise<CliRun> =>
  runCli(args, join(home, folder), env);

describe('logging in', () => {
  const anonymous = (): Record<string, string> => ({
    XDG_CONFIG_HOME: env['XDG_CONFIG_HOME'] ?? '',
    ASSAY_SERVER: api.origin,
  });

  test('with a password keeps a token; logging out revokes it', async () => {
    const bare = anonymous();
    const args = ['login', '-u', user.username, '--password-stdin'];
    const login = await runCli(args, home, bare, `${PASSWORD}\n`);
    expect(login).toMatchObject({ exitCode: 0, err: '' });
    expect(login.out).toBe(`Logged in at ${api.origin} as ${user.username}.\n`);
    const token = (await loadCredentials(bare)).servers[api.origin]?.token ?? '';
    expect(login.out).not.toContain(token);
    expect((await runCli(['whoami'], home, bare)).out).toContain(`${user.username}, learner`);

    expect((await runCli(['logout'], home, bare)).out).toContain('revoked');
    const reuse = await api.call('GET', 'users/me', { token });
    expect(reuse.status).toBe(401);
    expect((await runCli(['whoami'], home, bare)).exitCode).toBe(3);
  });

  test('can make the account first', async () => {
    const args = [
      'login',
      '--register',
      '-u',
      `new-${user.username}`,
      '--password-stdin',
      '--json',
    ];
    const run = await runCli(args, home, anonymous(), PASSWORD);
    expect(json(run)).toEqual({ server: api.origin, username: `new-${user.username}` });
  });

  test('with a token asks the server whose it is; a wrong one is not kept', async () => {
    const good = await runCli(['login', '--token-stdin'], home, anonymous(), user.token);
    expect(good.out).toContain(user.username);
    const bad = await runCli(['login', '--token-stdin'], home, anonymous(), 'assay_nonsense');
    expect(bad.exitCode).toBe(3);
    expect((await loadCredentials(anonymous())).servers[api.origin]?.token).toBe(user.token);
  });

  test('names the fields that the server refuses', async () => {
    const args = ['login', '--register', '-u', 'No Spaces', '--password-stdin'];
    const run = await runCli(args, home, anonymous(), 'short');
    expect(run.exitCode).toBe(3);
    expect(run.err).toMatch(/\/username: .*\n.*\/password: /s);
  });

  test('asks nobody where nobody is there', async () => {
    const run = await runCli(['login'], home, anonymous());
    expect(run.exitCode).toBe(2);
    expect(run.err).toContain('--password-stdin');
  });
});

describe('looking around', () => {
  test('list shows phases and rows, and takes filters', async () => {
    const all = await assay('list');
    expect(all.out).toMatch(/Foundations\n· binary-search {2}Binary search .* - \/ 20/);
    expect(all.out).toContain('4 exercises');
    const some = json(await assay('list', '--topic', 'algorithms', '-q', 'words', '--json'));
    expect(some).toMatchObject({ items: [{ id: 'word-count' }] });
  });

  test('show has statement, samples, groups and limits', async () => {
    const { out } = await assay('show', 'calculator');
    expect(out).toContain('Statement');
    expect(out).toContain('Sample shown\n      arguments\n        --sample-arg');
    expect(out).toMatch(/Hidden {2}10 points {2}2 cases/);
    expect(out).toContain('2 s CPU (7 s in all)  256 MiB memory');
    expect(out).not.toContain('\u{1b}');
  });

  test('an unknown exercise is a problem in a sentence, or in a document', async () => {
    const run = await assay('show', 'no-such');
    expect(run).toMatchObject({ exitCode: 3, out: '' });
    expect(run.err).toMatch(/^assay: .*no-such/);
    expect(json(await assay('show', 'no-such', '--json'))).toMatchObject({
      error: { exitCode: 3, problem: { status: 404 } },
    });
  });

  test('progress draws a bar for each phase, and says what is next', async () => {
    const { out } = await assay('progress');
    expect(out).toMatch(/Foundations {2}░{24}/);
    expect(out).toContain('Next: ./assay get ');
  });

  test('wrong arguments are exit code 2, --help tells the codes', async () => {
    expect((await assay('show', 'a', 'b')).exitCode).toBe(2);
    expect((await assay('list', '--nonsense')).exitCode).toBe(2);
    const help = await assay('submit', '--help');
    expect(help.exitCode).toBe(0);
    expect(help.out).toContain('3  the server cannot be reached');
  });
});

const submissions = async (): Promise<readonly SubmissionResource[]> =>
  (
    (await api.call('GET', 'submissions', { token: user.token })).json as {
      items: SubmissionResource[];
    }
  ).items;

/** Waits for the command's submission to arrive, and grades it as a worker would. */
const gradeNext = async (score: number): Promise<void> => {
  for (let tries = 0; tries < 500; tries += 1) {
    const waiting = (await submissions()).find(({ state }) => state === 'queued');
    if (waiting !== undefined) {
      const finished = {
        type: 'finished',
        verdict: score >= 10 ? 'AC' : 'WA',
        score,
        maxScore: 10,
      } as const;
      return gradeSubmission(db.database, waiting.id, score, [finished]);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('No submission arrived.');
};

describe('handing in', () => {
  beforeEach(async () => {
    expect(await assay('get', 'word-count')).toMatchObject({ exitCode: 0 });
  });

  test('get writes a folder and says what', async () => {
    expect(await readFile(join(home, 'word-count/main.py'), 'utf8')).toBe('# start here\n');
    await writeFile(join(home, 'word-count/main.py'), 'mine\n');
    const again = await assay('get', 'word-count');
    expect(again.out).toContain('! word-count/main.py  kept: you changed it');
    expect(await readFile(join(home, 'word-count/main.py'), 'utf8')).toBe('mine\n');
  });

  test('submit in that folder needs no argument; an accepted answer is exit code 0', async () => {
    const running = inFolder('word-count', 'submit');
    await gradeNext(10);
    const run = await running;
    expect(run.exitCode).toBe(0);
    expect(run.out).toContain('AC accepted  10 of 10 points');
    const [submission] = await submissions();
    expect(submission).toMatchObject({ exerciseId: 'word-count', samplesOnly: false });
    const read = await api.call('GET', `submissions/${submission?.id ?? ''}`, {
      token: user.token,
    });
    expect((read.json as SubmissionResource).files).toEqual([
      { path: 'main.py', content: '# start here\n' },
    ]);
    expect((await assay('list')).out).toMatch(/✓ word-count .*10 \/ 10/);
  });

  test('any other answer is exit code 1, and --json is one document', async () => {
    const running = inFolder('word-count', 'submit', '--json');
    await gradeNext(3);
    const run = await running;
    expect(run.exitCode).toBe(1);
    expect(json(run)).toMatchObject({ verdict: 'WA', score: 3, result: { verdict: 'WA' } });
    const last = await inFolder('word-count', 'result');
    expect(last).toMatchObject({ exitCode: 1 });
    expect(last.out).toContain('WA wrong answer');
  });

  test('try asks for the samples alone', async () => {
    const running = inFolder('word-count', 'try');
    await gradeNext(10);
    expect((await running).out).toContain('samples only, not scored');
    expect(await submissions()).toMatchObject([{ samplesOnly: true }]);
  });

  test('a file anywhere, with --no-wait', async () => {
    await writeFile(join(home, 'words.py'), 'print(1)\n');
    const args = ['submit', 'words.py', '--exercise', 'word-count', '--no-wait'];
    const run = await assay(...args);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.err).toContain('Handing in words.py as main.py.');
    expect(run.out).toMatch(/^Submitted [0-9a-f-]{36}\./);
    expect((await assay('result')).out).toContain('word-count: queued');
  });

  test.each([
    [['submit', 'nope.py', '--exercise', 'word-count'], 'no file or folder nope.py'],
    [['submit'], 'Which exercise'],
    [['submit', 'words.txt', '--exercise', 'word-count'], '--language'],
    [['submit', 'word-count', '--language', 'cobol'], 'no language "cobol"'],
    [['submit', 'word-count', '--language', 'javascript'], '"main.js", where the program starts'],
  ])('%j is a mistake that costs nothing', async (args, message) => {
    await writeFile(join(home, 'words.txt'), 'x');
    const run = await assay(...args);
    expect(run).toMatchObject({ exitCode: 2, out: '' });
    expect(run.err).toContain(message);
    expect(await submissions()).toEqual([]);
  });

  test('Ctrl-C stops the waiting, not the grading', async () => {
    const { terminal, finished } = startCli(['submit'], join(home, 'word-count'), env);
    while (!terminal.err().includes('waiting for a sandbox')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    terminal.interrupt();
    const run = await finished;
    expect(run.exitCode).toBe(130);
    expect(run.err).toContain('It is graded all the same: ./assay result ');
    expect(await submissions()).toMatchObject([{ state: 'queued' }]);
  });
});

test('the token of the environment is not sent to a server that only a folder names', async () => {
  await assay('get', 'word-count');
  const withoutServer = { XDG_CONFIG_HOME: env['XDG_CONFIG_HOME'] ?? '', ASSAY_TOKEN: user.token };
  const run = await runCli(['submit'], join(home, 'word-count'), withoutServer);
  expect(run).toMatchObject({ exitCode: 3 });
  expect(run.err).toContain('Log in first');
  expect(await submissions()).toEqual([]);
});

describe('scores', () => {
  const asTeacher = async (): Promise<{ cohortId: string; learner: TestUser }> => {
    const where = { username: user.username };
    await db.database.prisma.user.update({ where, data: { role: 'instructor' } });
    const made = await api.call('POST', 'cohorts', {
      token: user.token,
      body: { name: 'Evening' },
    });
    const { id, joinCode } = made.json as { id: string; joinCode: string };
    const learner = await api.newUser();
    await api.call('POST', 'cohorts/join', { token: learner.token, body: { joinCode } });
    const files = [{ path: 'main.py', content: 'print(1)\n' }];
    const body = { exerciseId: 'word-count', language: 'python', files };
    const answer = await api.call('POST', 'submissions', { token: learner.token, body });
    await gradeSubmission(db.database, (answer.json as SubmissionResource).id, 6);
    return { cohortId: id, learner };
  };

  test('of a cohort go to stdout, or to a file once all is there', async () => {
    const { cohortId, learner } = await asTeacher();
    const shown = await assay('scores', '--cohort', 'Evening', '--json');
    expect(json(shown)).toEqual({
      items: [expect.objectContaining({ username: learner.username, score: 6 })],
    });
    await writeFile(join(home, 'scores.csv'), 'of yesterday');
    const written = await assay('scores', '--cohort', cohortId, '--out', 'scores.csv');
    expect(written).toMatchObject({ exitCode: 0, out: '', err: 'Written to scores.csv.\n' });
    expect(await readFile(join(home, 'scores.csv'), 'utf8')).toMatch(
      new RegExp(`^\\uFEFFusername,.*\\r\\n${learner.username},`),
    );
  });

  test('of others, or to where nothing can be written, are refused with what to do', async () => {
    await asTeacher();
    const unknown = await assay('scores', '--cohort', 'Morning');
    expect(unknown).toMatchObject({ exitCode: 2, out: '' });
    expect(unknown.err).toMatch(/You have no cohort "Morning"\.\n.*\n.* {2}Evening/);
    const everybody = await assay('scores', '--out', 'all.csv');
    expect(everybody).toMatchObject({ exitCode: 3, out: '' });
    expect(everybody.err).toContain('admin');
    const nowhere = await assay('scores', '--cohort', 'Evening', '--out', 'no/such/folder.csv');
    expect(nowhere).toMatchObject({ exitCode: 2, out: '' });
    expect(nowhere.err).toContain('cannot be written (ENOENT)');
  });
});
