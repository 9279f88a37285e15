import { runtimeTitle } from '../../grading/job/runtime-name.ts';
import { plural } from '../../grading/text/units.ts';
import { maskUrl } from '../../platform/config/config.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { unservedRuntimes } from '../../platform/database/parked-submissions.ts';
import { probeDatabase, type DatabaseProbe } from '../../platform/database/probe.ts';
import { listWorkers } from '../../platform/database/worker-heartbeats.ts';
import { errorCode } from '../../platform/error-code.ts';
import { QUEUE_SCHEMA } from '../../platform/queue/connection.ts';
import { probeRedis } from '../../platform/queue/probe-redis.ts';
import { fail, isOlder, ok, warn, type Check, type Finding, type Patient } from './check.ts';

/** The oldest major versions that are still mended by their makers, or that BullMQ asks for. */
const OLDEST_POSTGRES = 14;
const OLDEST_REDIS = [6, 2] as const;
/** Waiting times are told by two clocks; leases by the database's alone. */
const CLOCK_WARN_MS = 1_000;
const CLOCK_FAIL_MS = 60_000;

const NO_DATABASE = 'not looked at: there is no database yet, `assay up` brings one';

type Look = (client: DatabaseProbe, patient: Patient) => Promise<Finding>;

/** Connects for one look. `otherwise` says what to say where that fails. */
const withClient =
  (look: Look, otherwise: (error: unknown, url: string) => Finding): Check['run'] =>
  async (patient) => {
    const { databaseUrl } = patient;
    if (databaseUrl === null) return ok(NO_DATABASE);
    const client = await probeDatabase(databaseUrl).catch((error: unknown) => ({ error }));
    if ('error' in client) return otherwise(client.error, databaseUrl);
    try {
      return await look(client, patient);
    } finally {
      await client.close();
    }
  };

const NOT_REACHED = (): Finding =>
  warn('not looked at: the database does not answer', 'Mend the database first.');

const database: Check = {
  name: 'database',
  run: withClient(
    async (client, { running, env }) => {
      const { rows } = await client.query<{ number: string; version: string; size: string }>(
        `SELECT current_setting('server_version_num') AS number,
                current_setting('server_version') AS version,
                pg_size_pretty(pg_database_size(current_database())) AS size`,
      );
      const { number = '0', version = '?', size = '?' } = rows[0] ?? {};
      const whose = running !== null && !env['DATABASE_URL'] ? ', embedded' : '';
      const found = `PostgreSQL ${version}${whose}, ${size}`;
      if (Number(number) >= OLDEST_POSTGRES * 10_000) return ok(found);
      return warn(found, `Upgrade it to ${OLDEST_POSTGRES} or newer.`);
    },
    (error, url) => fail(`${maskUrl(url)}: ${messageOf(error)}`, remedyOf(error)),
  ),
};

const messageOf = (error: unknown): string => {
  // Of several addresses, each with a failure of its own.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  return first instanceof Error ? first.message : String(first);
};

/** PostgreSQL's codes (appendix A of its manual) and the system's. */
const REMEDIES: Readonly<Record<string, string>> = {
  '28P01': 'The password is wrong: correct DATABASE_URL.',
  '28000': 'This user may not come in: correct DATABASE_URL, or pg_hba.conf.',
  '3D000': 'There is no such database: create it (createdb), or correct DATABASE_URL.',
  '53300': 'It has no connection left: raise max_connections.',
  ENOTFOUND: 'There is no such host: correct DATABASE_URL.',
  ECONNREFUSED: 'Nothing listens there: start PostgreSQL, or correct DATABASE_URL.',
};

const remedyOf = (error: unknown): string => {
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  return (
    REMEDIES[errorCode(first) ?? ''] ??
    'Start PostgreSQL, open the way to it, or correct DATABASE_URL.'
  );
};

const migrations: Check = {
  name: 'migrations',
  run: withClient(async (client) => {
    const { pending, unknown } = await client.migrations();
    if (unknown.length > 0) {
      const found = `a newer Assay was here: ${unknown.join(', ')}`;
      return pending.length > 0
        ? fail(found, 'Run that version, or restore the backup from before its upgrade.')
        : warn(found, 'It works for the time of an upgrade: upgrade this one, too.');
    }
    if (pending.length === 0) return ok('all applied');
    return warn(
      `${pending.length} to be applied: ${pending.join(', ')}`,
      'The next start of the API or a worker applies them; make a backup before.',
    );
  }, NOT_REACHED),
};

/** `now`: this machine's clock, in milliseconds. */
export const clockCheck = (now: () => number): Check => ({
  name: 'clock',
  run: withClient(async (client) => {
    await client.query('SELECT 1');
    const before = now();
    const { rows } = await client.query<{ ms: number }>(
      'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms',
    );
    const skewMs = Math.round((before + now()) / 2 - Number(rows[0]?.ms));
    const found = `${Math.abs(skewMs)} ms ${skewMs < 0 ? 'behind' : 'before'} the database's`;
    const remedy = 'Set both by NTP (systemd-timesyncd, chrony).';
    if (Math.abs(skewMs) > CLOCK_FAIL_MS) return fail(found, remedy);
    return Math.abs(skewMs) > CLOCK_WARN_MS ? warn(found, remedy) : ok(found);
  }, NOT_REACHED),
});

const queue: Check = {
  name: 'queue',
  run: (patient) =>
    patient.config.redisUrl === null ? postgresQueue(patient) : redisQueue(patient.config.redisUrl),
};

const postgresQueue = withClient(async (client) => {
  const { rows } = await client.query<{ there: boolean }>(
    'SELECT to_regnamespace($1) IS NOT NULL AS there',
    [QUEUE_SCHEMA],
  );
  const there = rows[0]?.there === true;
  return ok(`in PostgreSQL${there ? '' : ', made at the first start'}`);
}, NOT_REACHED);

const redisQueue = async (url: string): Promise<Finding> => {
  try {
    return judgeRedis(await probeRedis(url));
  } catch (error) {
    return fail(
      `${maskUrl(url)}: ${messageOf(error)}`,
      'Start Redis, open the way to it, or correct REDIS_URL.',
    );
  }
};

/** What BullMQ asks for: its guide "Going to production". */
const judgeRedis = (fields: ReadonlyMap<string, string>): Finding => {
  const version = fields.get('redis_version') ?? '0';
  const found = `Redis ${version}`;
  const policy = fields.get('maxmemory_policy') ?? 'unknown';
  if (policy !== 'noeviction') {
    return fail(
      `${found}, maxmemory-policy ${policy}: it may drop jobs`,
      'redis-cli config set maxmemory-policy noeviction, and the same in redis.conf',
    );
  }
  if (isOlder(version, OLDEST_REDIS)) {
    return fail(found, `Upgrade it: BullMQ needs ${OLDEST_REDIS.join('.')} or newer.`);
  }
  if (fields.get('aof_enabled') === '1') return ok(`${found}, noeviction, append-only file`);
  return warn(
    `${found}, noeviction; no append-only file`,
    'appendonly yes in redis.conf: else a restart forgets jobs, and the sweep has to add them again (15 s).',
  );
};

const workers: Check = {
  name: 'workers',
  run: withClient(async (_, { databaseUrl, running }) => {
    const store = openDatabase(databaseUrl ?? '', { poolSize: 1 });
    try {
      return await judgeWorkers(store, running !== null);
    } catch (error) {
      // 42P01, 42703: no such table or column, since migrations are to be applied.
      const code = errorCode(error);
      if (code !== '42P01' && code !== '42703') throw error;
      return ok('none has been here yet');
    } finally {
      await store.close();
    }
  }, NOT_REACHED),
};

const judgeWorkers = async (store: Database, isUp: boolean): Promise<Finding> => {
  const alive = (await listWorkers(store)).filter((worker) => worker.alive);
  const unserved = await unservedRuntimes(store);
  if (unserved.length > 0) {
    const what = unserved.map(
      ({ runtime, waiting }) => `${runtimeTitle(runtime)} (${plural(waiting, 'submission')})`,
    );
    return fail(
      `no living worker runs ${what.join(', ')}`,
      'Start a worker that does: assay worker, without --languages or with these.',
    );
  }
  if (alive.length === 0) {
    const remedy = 'Start one: assay up, or assay worker.';
    return isUp ? fail('none is alive', remedy) : warn('none is alive', remedy);
  }
  const paused = alive.filter((worker) => worker.paused).map(({ workerId }) => workerId);
  if (paused.length > 0) {
    return warn(`paused: ${paused.join(', ')}`, 'Its log says what its sandbox could not prove.');
  }
  const slots = alive.reduce((sum, { concurrency }) => sum + concurrency, 0);
  return ok(`${alive.length} alive, ${slots} submissions at one time`);
};

export const STORE_CHECKS: readonly Check[] = [
  ...[database, migrations, clockCheck(Date.now), queue, workers],
];
/** What a worker cannot start without. */
export const WORKER_STORE_CHECKS: readonly Check[] = [database, queue];
