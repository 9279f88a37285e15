import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MAX_ATTEMPTS, MAX_LOST_ATTEMPTS } from '../../grading/job/grade-job.ts';
import type {
  SubmissionResource,
  UploadedExerciseResource,
  VerificationResource,
} from '../../grading/resource/resources.ts';
import { LOST } from '../../platform/database/verification-steps.ts';
import { startSweeper } from '../../platform/database/sweep.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { startApi, type Answer, type TestApi, type TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { folderEntries, makeTarGz, SUM_EXERCISE } from '../support/archives.ts';
import { withTestDatabase } from '../support/database.ts';
import { openWorkerStand, WORKER_START_MS, type WorkerStand } from '../support/real-worker.ts';
import type { ServiceProcess } from '../support/service-process.ts';

/**
 * An instructor whose reference solution attacks the grader: uploaded as any exercise is, verified
 * by a real worker, which has to say that it is unsound, to live, and to grade the next learner
 * right. Checkers are rules, and tests are data; what else of an author runs is the set-up of SQL.
 */
const db = withTestDatabase();
const TEST_MS = 120_000;
const POLL_MS = 50;
/** Ample time: no attack here is stopped by its clock where memory, output or processes end it. */
const LIMITS = `limits:
  cpuTimeMs: 20000
  wallTimeMs: 40000
  memoryMiB: 64
  outputKiB: 64
  processes: 16
`;
const SOLUTION = 'solutions/accepted/python/main.py';
const ANSWER = SUM_EXERCISE[SOLUTION]!;
/** Waits, and is right. */
const SLOW = `import time\ntime.sleep(0.5)\n${ANSWER}`;

let api: TestApi;
let instructor: TestUser;
let learner: TestUser;
let stand: WorkerStand;
let worker: ServiceProcess;
let sweeper: { stop(): Promise<void> };

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database);
  sweeper = startSweeper(db.database, api.queue, silentLogger);
  [instructor, learner] = [await api.newUser(), await api.newUser()];
  const { username } = instructor;
  await db.database.prisma.user.update({ where: { username }, data: { role: 'instructor' } });
  stand = await openWorkerStand(db.url);
  worker = await stand.start();
}, WORKER_START_MS);
afterAll(async () => {
  await stand.end();
  await sweeper.stop();
  await api.close();
}, TEST_MS);

type Files = Readonly<Record<string, string | null>>;

const ok = ({ status, text, json }: Answer): unknown => {
  if (status >= 300) throw new Error(text);
  return json;
};

const solvedBy = (solution: string): Files => ({
  'exercise.yaml': `${SUM_EXERCISE['exercise.yaml']!}${LIMITS}`,
  [SOLUTION]: solution,
});

const upload = async (id: string, files: Files): Promise<string> => {
  const archive = await makeTarGz(folderEntries(`phase-1/${id}/`, files));
  const answer = await api.call('POST', 'authoring/exercises', {
    token: instructor.token,
    rawBody: Uint8Array.from(archive),
    headers: { 'Content-Type': 'application/gzip' },
  });
  return (ok(answer) as UploadedExerciseResource).contentHash;
};

const verify = async (id: string, hash: string): Promise<string> => {
  const path = `exercises/${id}/versions/${hash}/verifications`;
  const answer = await api.call('POST', path, { token: instructor.token });
  return (ok(answer) as VerificationResource).id;
};

const until = async <T extends { readonly state: string }>(
  path: string,
  { token }: TestUser,
  states: readonly string[],
): Promise<T> => {
  for (;;) {
    const seen = ok(await api.call('GET', path, { token })) as T;
    if (states.includes(seen.state)) return seen;
    await sleep(POLL_MS);
  }
};
const verified = (id: string): Promise<VerificationResource> =>
  until(`verifications/${id}`, instructor, ['finished', 'failed']);

/** What the next learner gets from the worker that has just run the attack. */
const nextVerdict = async (): Promise<string | null> => {
  const files = [{ path: 'main.py', content: ANSWER }];
  const answer = await api.call('POST', 'submissions', {
    token: learner.token,
    body: { exerciseId: 'sum', language: 'python', files },
  });
  const { id } = ok(answer) as SubmissionResource;
  const { verdict } = await until<SubmissionResource>(`submissions/${id}`, learner, [
    'graded',
    'failed',
  ]);
  return verdict;
};

test(
  'a sound exercise is verified as sound, and published',
  async () => {
    const hash = await upload('sum', solvedBy(ANSWER));
    expect(await verified(await verify('sum', hash))).toMatchObject({
      ...{ state: 'finished', ok: true, error: null },
    });
    const path = `exercises/sum/versions/${hash}/publish`;
    ok(await api.call('POST', path, { token: instructor.token }));
    expect(await nextVerdict()).toBe('AC');
  },
  TEST_MS,
);

/** The solution, and what the author is told that it got; null: it found nothing, and is sound. */
const ATTACKS: readonly [name: string, id: string, solution: string, got: RegExp | null][] = [
  ['a fork bomb', 'fork-bomb', 'import os\nwhile True:\n    os.fork()\n', /got (RTE|TLE)/],
  [
    'a memory hog',
    'memory-hog',
    'held = []\nwhile True:\n    held.append(bytearray(1 << 22))\n',
    /got MLE/,
  ],
  [
    'endless output',
    'endless-output',
    "import os\nwhile True:\n    os.write(1, b'x' * 65536)\n",
    /got OLE/,
  ],
  [
    'frames of the warden, forged on every descriptor',
    'forged-frames',
    `import os
for fd in [1] + list(range(3, 64)):
    for kind in range(0, 256):
        try:
            os.write(fd, bytes([kind]) + b'\\0' * 3 + (64).to_bytes(4, 'little') + b'\\0' * 64)
        except OSError:
            pass
for pid in [each for each in os.listdir('/proc') if each.isdigit() and int(each) != os.getpid()]:
    for fd in range(0, 64):
        try:
            os.write(os.open('/proc/%s/fd/%d' % (pid, fd), os.O_WRONLY | os.O_NONBLOCK), b'\\xff' * 64)
        except OSError:
            pass
`,
    /got WA/,
  ],
  [
    'a search for other exercises, for the tests, and for a way out',
    'searches',
    `import os, socket
found = []
for root in ('/app', '/work', '/tmp', '/dev', '/srv', '/run', '/var', '/assay', '/root', '/home', '/mnt', '/opt'):
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            try:
                if path == '/app/main.py' or not os.path.isfile(path) or os.path.getsize(path) > 1 << 20:
                    continue
                if b'1000001' in open(path, 'rb').read() or 'exercise.yaml' in path or path.endswith('.sock'):
                    found.append(path)
            except OSError:
                pass
for address in (('1.1.1.1', 53), ('172.17.0.1', 2375), ('127.0.0.1', PORT), ('127.0.0.1', 5432), ('127.0.0.1', 6379)):
    try:
        socket.create_connection(address, 0.1)
        found.append(address)
    except OSError:
        pass
# Right only where nothing was found: what it finds would show as a wrong answer.
a, b = map(int, input().split())
print(found or a + b)
`,
    null,
  ],
];

test.each(ATTACKS)(
  '%s as the reference solution: the author is told, the worker lives, the next learner is graded right',
  async (_name, id, solution, got) => {
    const hash = await upload(id, solvedBy(solution.replace('PORT', new URL(api.origin).port)));
    const { state, ok: isSound, report } = await verified(await verify(id, hash));
    expect({ state, isSound }).toEqual({ state: 'finished', isSound: got === null });
    const problems = (report as { problems: { message: string }[] }).problems;
    expect(problems.map(({ message }) => message)).toEqual(
      got === null ? [] : [expect.stringMatching(got)],
    );
    expect([worker.child.exitCode, worker.child.signalCode]).toEqual([null, null]);
    expect(await nextVerdict()).toBe('AC');
  },
  TEST_MS,
);

/** What an exercise's own set-up tries, which the engine is to refuse or stop. */
const SET_UPS: readonly [name: string, id: string, engine: 'sqlite' | 'postgresql', sql: string][] =
  [
    ['opens another file', 'other-file', 'sqlite', "ATTACH '/tmp/other.db' AS other;"],
    ['runs a program', 'program', 'postgresql', "COPY t FROM PROGRAM 'id';"],
    ['reads the server’s files', 'server-files', 'postgresql', "COPY t FROM '/etc/passwd';"],
  ];

const SQL_CASE = `cases:
  - name: small
    dataset: small.sql
    expect:
      columns: [a]
      rows:
        - ['x']
`;

const sqlExercise = (engine: string, sql: string): Files => ({
  ...Object.fromEntries(Object.keys(SUM_EXERCISE).map((path) => [path, null])),
  'exercise.yaml': SUM_EXERCISE['exercise.yaml']!.replace(
    'kind: program',
    `kind: sql\nsql:\n  engine: ${engine}\n  task: query`,
  ).replace('[python]', '[sql]'),
  'statement.md': '# Rows\n',
  'database/schema.sql': `CREATE TABLE t (a text);\n${sql}\n`,
  'database/small.sql': "INSERT INTO t VALUES ('x');\n",
  'starter/sql/main.sql': 'SELECT 1;\n',
  'tests/sample/small.yaml': SQL_CASE,
  'tests/secret/more.yaml': SQL_CASE.replace('name: small', 'name: more'),
  'solutions/accepted/sql/main.sql': 'SELECT a FROM t;\n',
});

test.each(SET_UPS)(
  'a database whose set-up %s: the author is told of the file, the next learner is graded right',
  async (_name, id, engine, sql) => {
    const hash = await upload(id, sqlExercise(engine, sql));
    const { state, ok: isSound, report } = await verified(await verify(id, hash));
    expect({ state, isSound }).toEqual({ state: 'finished', isSound: false });
    const { problems } = report as { problems: { file: string; message: string }[] };
    expect(problems).toContainEqual(
      expect.objectContaining({
        file: `phase-1/${id}/database/schema.sql`,
        message: expect.stringContaining('The engine refuses this file'),
      }),
    );
    expect(await nextVerdict()).toBe('AC');
  },
  TEST_MS,
);

/** Kills the worker while the slow solution runs; `before` is what was lost of the step until then. */
const killInTheMiddle = async (id: string, before: number): Promise<void> => {
  const where = { id };
  for (;;) {
    const row = await db.database.prisma.verification.findUniqueOrThrow({ where });
    if (row.running !== null) break;
    await sleep(POLL_MS);
  }
  await worker.end('SIGKILL');
  await db.database.prisma.verification.update({ where, data: { attempts: before + 1 } });
};

test(
  'a worker that is killed is not the exercise’s fault, until so many were; then it can be begun again',
  async () => {
    const hash = await upload('slow', solvedBy(SLOW));
    const first = await verify('slow', hash);
    await killInTheMiddle(first, MAX_ATTEMPTS);
    worker = await stand.start();
    expect(await verified(first)).toMatchObject({ state: 'finished', ok: true });

    const second = await verify('slow', hash);
    await killInTheMiddle(second, MAX_LOST_ATTEMPTS - 1);
    worker = await stand.start();
    expect(await verified(second)).toMatchObject({ state: 'failed', ok: null, error: LOST });
    const third = await verify('slow', hash);
    expect(third).not.toBe(second);
    expect(await verified(third)).toMatchObject({ state: 'finished', ok: true });
  },
  TEST_MS,
);
