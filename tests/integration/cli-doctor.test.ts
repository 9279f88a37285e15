import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Check } from '../../cli/doctor/check.ts';
import { ENGINE_CHECKS } from '../../cli/doctor/engine-checks.ts';
import { examine, readPatient, type NamedFinding } from '../../cli/doctor/examine.ts';
import { MACHINE_CHECKS } from '../../cli/doctor/machine-checks.ts';
import { PROVIDER_CHECKS } from '../../cli/doctor/provider-checks.ts';
import { clockCheck, STORE_CHECKS } from '../../cli/doctor/store-checks.ts';
import { dataDirectory } from '../../cli/setup/data-directory.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { beat } from '../../platform/database/worker-heartbeats.ts';
import { createEmptyDatabase, withTestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { startProvider, type TestProvider } from '../support/oidc-provider.ts';
import { redisIsInstalled, REDIS_SKIP_REASON, startRedis } from '../support/redis.ts';
import { addExercise, addSubmission, addUser, aSubmission } from '../support/submissions.ts';
import { makeAuthority } from '../workers/authority.ts';

type Env = Readonly<Record<string, string | undefined>>;

const ALL = [...MACHINE_CHECKS, ...ENGINE_CHECKS, ...STORE_CHECKS, ...PROVIDER_CHECKS];
const NOWHERE = 'postgresql://assay:geheim@127.0.0.1:1/assay';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-doctor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** One check, or another than those that there are, in this environment alone. */
const look = async (
  check: string | Check,
  env: Env,
  data = join(folder, 'data'),
): Promise<NamedFinding> => {
  const found = typeof check === 'string' ? ALL.find(({ name }) => name === check) : check;
  if (found === undefined) throw new Error('There is no such check.');
  const [finding] = await examine(await readPatient(env, dataDirectory(data)), [found]);
  return finding!;
};

const OK = { status: 'ok', remedy: null };

describe('the database', () => {
  const db = withTestDatabase();
  const env = (): Env => ({ DATABASE_URL: db.url });
  const changed = (change: (url: URL) => void): Env => {
    const url = new URL(db.url);
    change(url);
    return { DATABASE_URL: url.toString() };
  };

  test('one that is well', async () => {
    expect(await look('database', env())).toMatchObject(OK);
    expect((await look('database', env())).found).toMatch(/^PostgreSQL \d+\.\d+, \d+ [kM]B$/);
    expect(await look('migrations', env())).toMatchObject({ ...OK, found: 'all applied' });
    expect(await look('clock', env())).toMatchObject(OK);
    expect(await look('queue', env())).toMatchObject({ ...OK, found: 'in PostgreSQL' });
  });

  test.each<[string, () => Env, RegExp, RegExp]>([
    ['nothing listens', () => ({ DATABASE_URL: NOWHERE }), /ECONNREFUSED/, /start PostgreSQL/],
    ['no such database', () => changed((url) => (url.pathname = '/nil')), /nil/, /createdb/],
    [
      'wrong password',
      () => changed((url) => (url.password = 'x')),
      /password/,
      /password is wrong/,
    ],
  ])('%s: fails, says how, and tells no password', async (_, wrong, found, remedy) => {
    const finding = await look('database', wrong());
    expect(finding.status).toBe('fail');
    expect(finding.found).toMatch(found);
    expect(finding.remedy).toMatch(remedy);
    expect(JSON.stringify(finding)).not.toContain('geheim');
    expect((await look('migrations', wrong())).status).toBe('warn');
  });

  test('one without tables, and one that a newer version has used', async () => {
    const empty = await createEmptyDatabase();
    const finding = await look('migrations', { DATABASE_URL: empty.url });
    expect(finding).toMatchObject({
      status: 'warn',
      found: expect.stringMatching(/to be applied/),
    });
    expect(await look('workers', { DATABASE_URL: empty.url })).toMatchObject(OK);
    await empty.drop();
    await db.database.pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ('later', 'x', now(), '29990101000000_later', 1)`,
    );
    expect(await look('migrations', env())).toMatchObject({
      status: 'warn',
      found: 'a newer Assay was here: 29990101000000_later',
      remedy: expect.stringMatching(/upgrade this one, too/),
    });
    await db.database.pool.query(`DELETE FROM _prisma_migrations WHERE id = 'later'`);
  });

  test('a clock that is wrong', async () => {
    const shifted = (ms: number): Promise<NamedFinding> =>
      look(
        clockCheck(() => Date.now() + ms),
        env(),
      );
    expect(await shifted(10_000)).toMatchObject({ status: 'warn' });
    expect((await shifted(10_000)).found).toMatch(/^\d{4,5} ms before/);
    expect(await shifted(-3_600_000)).toMatchObject({ status: 'fail' });
    expect((await shifted(-3_600_000)).found).toMatch(/behind/);
  });

  test('workers: none, one, a paused one, and one that does not run what is waited for', async () => {
    expect(await look('workers', env())).toMatchObject({ status: 'warn', found: 'none is alive' });
    const row = {
      ...{ workerId: 'lab-1', host: 'lab', pid: 7, version: '0.1.0', concurrency: 3 },
      ...{ isolation: 'recycled', runtimes: ['java'], startedAt: new Date() },
      ...{ paused: false, idleCells: 0, leasedCells: 0, startingCells: 0 },
    };
    await beat(db.database, row);
    const well = { ...OK, found: '1 alive, 3 submissions at one time' };
    expect(await look('workers', env())).toMatchObject(well);
    await beat(db.database, { ...row, paused: true });
    expect(await look('workers', env())).toMatchObject({ status: 'warn', found: 'paused: lab-1' });
    const user = await addUser(db.database);
    const hash = await addExercise(db.database, 'for-doctors');
    await addSubmission(db.database, aSubmission(user, 'for-doctors', hash));
    expect(await look('workers', env())).toMatchObject({
      status: 'fail',
      found: 'no living worker runs Python (1 submission)',
    });
  });

  test('where there is none, nothing is said to be broken', async () => {
    for (const { name } of STORE_CHECKS)
      expect(await look(name, {})).toMatchObject({ status: 'ok' });
  });
});

if (redisIsInstalled()) {
  describe('Redis', () => {
    test('each of its faults is found', async () => {
      const redis = await startRedis();
      const env = { REDIS_URL: redis.url };
      const client = new Redis(redis.url);
      await client.config('SET', 'appendonly', 'yes');
      expect(await look('queue', env)).toMatchObject(OK);
      await client.config('SET', 'appendonly', 'no');
      expect(await look('queue', env)).toMatchObject({
        status: 'warn',
        remedy: expect.stringMatching(/^appendonly yes/),
      });
      await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
      expect(await look('queue', env)).toMatchObject({
        status: 'fail',
        found: expect.stringMatching(/allkeys-lru: it may drop jobs/),
        remedy: expect.stringMatching(/maxmemory-policy noeviction/),
      });
      await client.config('SET', 'requirepass', 'geheim');
      expect((await look('queue', env)).found).toMatch(/NOAUTH/);
      client.disconnect();
      await redis.stop();
      const gone = await look('queue', { REDIS_URL: redis.url.replace('//', '//:geheim@') });
      expect(gone.found).toMatch(/ECONNREFUSED/);
      expect(JSON.stringify(gone)).not.toContain('geheim');
    });
  });
} else process.stderr.write(`The doctor on Redis: ${REDIS_SKIP_REASON}\n`);

describe('the engine', () => {
  test('a socket behind which nobody is: one fails, and what rests on it is not looked at', async () => {
    const socket = join(folder, 'dead.sock');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    server.close();
    const env = { DOCKER_HOST: `unix://${socket}` };
    const finding = await look('engine', env);
    expect(finding.status).toBe('fail');
    expect(finding.found).toMatch(/No container engine answers at unix:.*dead\.sock/);
    for (const name of ['cgroups', 'runtimes', 'capacity', 'images', 'sandbox']) {
      expect(await look(name, env)).toMatchObject({
        status: 'warn',
        remedy: 'Mend the engine first.',
      });
    }
  });

  const here = { DOCKER_HOST: process.env['DOCKER_HOST'] };

  test('the one of this machine', async () => {
    expect((await look('engine', here)).found).toMatch(/^Docker \d+\.\d+.*cores$/);
    expect((await look('capacity', here)).found).toMatch(/^\d+ submissions at one time/);
    expect(await look('capacity', { ...here, ASSAY_CONCURRENCY: '256' })).toMatchObject({
      status: 'warn',
      remedy: expect.stringMatching(/^Lower ASSAY_CONCURRENCY/),
    });
  });

  test('an OCI runtime that is not there', async () => {
    expect(await look('runtimes', { ...here, SANDBOX_RUNTIME: 'nil' })).toMatchObject({
      status: 'fail',
      found: expect.stringMatching(/^SANDBOX_RUNTIME is nil, and the engine has .*runc/),
    });
  });
});

describe('providers to sign in with', () => {
  let school: TestProvider;
  beforeAll(async () => {
    school = await startProvider('school');
    school.serve('https://assay.example');
  });
  afterAll(() => school.close());

  /** A file with a provider of each issuer. */
  const looked = async (...issuers: readonly string[]): Promise<NamedFinding> => {
    const providers = issuers.map((issuer, index) => {
      const id = `school-${index}`;
      return { id, title: id, issuer, clientId: 'assay' };
    });
    const file = join(folder, 'providers.yaml');
    await writeFile(file, JSON.stringify({ providers }));
    const publicUrl = { ASSAY_PUBLIC_URL: 'https://assay.example' };
    return look('providers', { ASSAY_OIDC_PROVIDERS: file, ...publicUrl });
  };

  test('none, or one that answers', async () => {
    expect(await look('providers', {})).toMatchObject(OK);
    const { origin } = school.settings.issuer;
    school.isDown = true;
    expect(await looked(origin)).toMatchObject({
      status: 'fail',
      found: `school-0, ${origin}/: it answers 503 where its addresses should be`,
      remedy: expect.stringMatching(/mend the provider/),
    });
    school.isDown = false;
    expect(await looked(origin)).toMatchObject({
      ...OK,
      found: expect.stringMatching(/^school-0 \(127\.0\.0\.1:\d+\): each tells its addresses$/),
    });
    const file = join(folder, 'providers.yaml');
    expect(await look('providers', { ASSAY_OIDC_PROVIDERS: file })).toMatchObject({
      status: 'warn',
      remedy: expect.stringMatching(/^Set it to the address that browsers use/),
    });
  });

  test('each that does not is named, with what to do', async () => {
    const { origin, port } = school.settings.issuer;
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const finding = await looked(
      ...[origin, nowhere, `http://localhost:${port}`, `${origin}/elsewhere`],
    );
    expect(finding.status).toBe('fail');
    expect(finding.found.split('\n')).toEqual([
      `school-1, ${nowhere}/: it does not answer (ECONNREFUSED)`,
      `school-2, http://localhost:${port}/: it names itself ${origin}`,
      `school-3, ${origin}/elsewhere: it answers 404 where its addresses should be`,
    ]);
    expect(finding.remedy).toMatch(/^Start it.*Write the issuer exactly.*Correct the issuer, or/);
  });

  test('a certificate of nobody, and a file with a mistake', async () => {
    const { server } = await makeAuthority(folder);
    const read = (name: string): Promise<string> => readFile(join(server, name), 'utf8');
    const [cert, key] = await Promise.all([read('cert.pem'), read('key.pem')]);
    const https = createHttpsServer({ cert, key }).listen(0, '127.0.0.1');
    await once(https, 'listening');
    const { port } = https.address() as AddressInfo;
    const untrusted = await looked(`https://127.0.0.1:${port}`);
    https.close();
    expect(untrusted.found).toMatch(/not trusted \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)/);
    expect(untrusted.remedy).toMatch(/NODE_EXTRA_CA_CERTS/);
    expect(await looked('ftp://school')).toMatchObject({
      status: 'fail',
      found: expect.stringMatching(/providers\.yaml.*no https address/),
    });
  });
});

describe('the machine', () => {
  const mounting = spawnSync('unshare', ['--mount', 'true']).status === 0;
  const whereMounting = mounting ? test : test.skip;
  if (!mounting) process.stderr.write('A full disk: skipped, this user may mount nothing.\n');

  whereMounting('a data directory on a disk that is full', async () => {
    const mount = join(folder, 'small');
    await mkdir(mount);
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mount]);
    try {
      await writeFile(join(mount, 'filler'), Buffer.alloc(900 * 1024));
      const finding = await look('data disk', {}, join(mount, 'data'));
      expect(finding.status).toBe('fail');
      expect(finding.found).toMatch(/0\.0 GiB free of 0\.0/);
      expect(finding.remedy).toMatch(/^Make room/);
    } finally {
      spawnSync('umount', [mount]);
    }
  });

  test('settings that are wrong are told, and the others are looked at all the same', async () => {
    const env = { ASSAY_PORT: 'x', DATABASE_URL: 'mysql://u:geheim@h/d' };
    const finding = await look('settings', env);
    expect(finding.status).toBe('fail');
    expect(finding.found.split('\n')).toHaveLength(2);
    expect(JSON.stringify(finding)).not.toContain('geheim');
    expect(await look('node', env)).toMatchObject({ status: 'ok' });
    expect(await look('settings', {})).toMatchObject(OK);
  });

  test('a port that another program has', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    expect(await look('port', { ASSAY_PORT: port })).toMatchObject({
      status: 'fail',
      found: `port ${port} of 127.0.0.1 is another program's`,
    });
    server.close();
    await once(server, 'close');
    expect(await look('port', { ASSAY_PORT: port })).toMatchObject(OK);
  });

  test('a proxy that is none, and certificates that are none', async () => {
    const file = join(folder, 'no-certificate.pem');
    await writeFile(file, 'nothing');
    const faults: readonly (readonly [Env, RegExp])[] = [
      [{ HTTPS_PROXY: 'http://127.0.0.1:1' }, /no proxy answers at 127\.0\.0\.1:1/],
      [{ HTTPS_PROXY: 'nonsense' }, /is no URL/],
      [{ NODE_EXTRA_CA_CERTS: file }, /holds no certificate/],
      [{ SSL_CERT_FILE: join(folder, 'nil') }, /cannot be read \(ENOENT\)/],
    ];
    for (const [env, found] of faults) {
      expect(await look('network', env)).toMatchObject({ status: 'fail' });
      expect((await look('network', env)).found).toMatch(found);
    }
    expect(await look('network', {})).toMatchObject(OK);
  });
});

/** The command itself, as people run it. */
const assay = async (args: readonly string[], env: Env): Promise<{ code: number; out: string }> => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...args], {
    cwd: repoRoot,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, out: chunks.join('') };
};

describe('the command', () => {
  test('ends with 1 where something failed, in text and in JSON', async () => {
    const env = { DATABASE_URL: NOWHERE };
    const args = ['doctor', 'node', 'database', '--data', folder];
    const [text, json] = await Promise.all([assay(args, env), assay([...args, '--json'], env)]);
    expect(text.code).toBe(1);
    expect(text.out).toMatch(
      /^ok {3}node .*\nfail database .*ECONNREFUSED.*\n +-> Nothing listens/,
    );
    expect(json.code).toBe(1);
    const document = JSON.parse(json.out) as { ok: boolean; checks: NamedFinding[] };
    expect(document.ok).toBe(false);
    expect(document.checks.map(({ name, status }) => [name, status])).toEqual([
      ['node', 'ok'],
      ['database', 'fail'],
    ]);
  });

  test('ends with 0 where nothing did, and with 2 where a check is not known', async () => {
    const [well, unknown] = await Promise.all([
      assay(['doctor', 'node', 'settings', '--data', folder], {}),
      assay(['doctor', 'heart'], {}),
    ]);
    expect(well.code).toBe(0);
    expect(unknown.code).toBe(2);
    expect(unknown.out).toMatch(/There is no check "heart"/);
  });
});

describe('assay worker', () => {
  test.each<[string, Env, number, RegExp]>([
    ['without a database', {}, 2, /DATABASE_URL is not set.*\nSet it to the URL that the API has/],
    [
      'a database that is not there',
      { DATABASE_URL: NOWHERE },
      3,
      /ECONNREFUSED.*\nNothing listens/,
    ],
  ])('%s ends at once and says what to do', async (_, env, code, message) => {
    const { code: exitCode, out } = await assay(['worker'], env);
    expect(out).toMatch(message);
    expect(out).not.toContain('geheim');
    expect(exitCode).toBe(code);
  });

  test('languages that nobody runs are refused', async () => {
    const { code, out } = await assay(['worker', '--languages', 'cobol'], {
      DATABASE_URL: NOWHERE,
    });
    expect(code).toBe(2);
    expect(out).toMatch(/languages and databases/);
  });
});
