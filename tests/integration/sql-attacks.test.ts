import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SqlCase } from '../../grading/catalogue/exercise.ts';
import type { SqlTask } from '../../grading/kinds/sql/types.ts';
import type { Limits } from '../../grading/manifest/limits.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import {
  after,
  gradeSql,
  looking,
  rows,
  shop,
  sqlExercise,
  verdicts,
} from '../support/sql-exercise.ts';

/** Hostile SQL on PostgreSQL, in real cells: each is harmless, and gets a verdict that fits. */
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterAll(() => sandbox.close());

const grade = (
  sql: string,
  task: SqlTask = 'query',
  cases: readonly Partial<SqlCase>[] = [{ expect: rows([[1]]) }],
  limits: Partial<Limits> = {},
): Promise<GradingResult> =>
  gradeSql(sandbox, sqlExercise(shop(task), looking(...cases), limits), sql);

describe('what needs a right that learners have not is refused', () => {
  test.each([
    ['reading a file', "SELECT pg_read_file('/etc/passwd')"],
    ['reading a file into a table', "CREATE TEMP TABLE t (x text); COPY t FROM '/etc/passwd'"],
    ['running a program', "COPY (SELECT 1) TO PROGRAM 'sleep 9'"],
    ['running a program for its output', "CREATE TEMP TABLE t (x text); COPY t FROM PROGRAM 'id'"],
    ['writing a file', "COPY (SELECT 1) TO '/srv/data/x'"],
    ['listing a directory', "SELECT pg_ls_dir('/srv')"],
    ['importing a file as a large object', "SELECT lo_import('/etc/passwd')"],
    ['keeping a large object', "SELECT lo_from_bytea(0, 'x')"],
    ['an extension that reaches out', 'CREATE EXTENSION dblink'],
    ['a language that is not trusted', 'CREATE LANGUAGE plpython3u'],
    [
      'a function in C',
      "CREATE FUNCTION pg_temp.f() RETURNS int AS 'libc.so.6', 'abort' LANGUAGE c",
    ],
    ['another role', 'SET ROLE author'],
    ['the administrator', 'SET SESSION AUTHORIZATION assay'],
    ['a role of its own', 'CREATE ROLE me SUPERUSER'],
    ['a database of its own', 'CREATE DATABASE mine'],
    ['more rights', 'ALTER ROLE reader SUPERUSER'],
    ['settings of the server', 'ALTER SYSTEM SET fsync = on'],
    ['loading a library', "LOAD 'libc.so.6'"],
    ['another database', 'SELECT * FROM admin.public.customer'],
    ['input that there is none of', 'CREATE TEMP TABLE t (x text); COPY t FROM STDIN'],
    ['a change where the task is a query', "UPDATE customer SET name = ''"],
    ['a table that would stay', 'CREATE TABLE mine (x int)'],
    ['ending its own connection', 'SELECT pg_terminate_backend(pg_backend_pid())'],
    ['ending the server', 'SELECT pg_reload_conf()'],
    ['the passwords', 'SELECT * FROM pg_authid'],
  ])('%s', async (_name, sql) => {
    expect(verdicts(await grade(sql))).toBe('RTE');
  });

  test.each([
    ['another role', 'SET ROLE author'],
    ['a function that acts as another', 'SET SESSION AUTHORIZATION assay'],
    ['running a program', "COPY customer TO PROGRAM 'cat > /srv/data/x'"],
    ['an extension', 'CREATE EXTENSION adminpack'],
  ])('also to who owns the tables: %s', async (_name, sql) => {
    expect(verdicts(await grade(sql, 'change'))).toBe('RTE');
  });
});

describe('what takes too much', () => {
  const ENDLESS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)';
  test.each([
    ['sleeps', 'TLE', 'SELECT pg_sleep(60)'],
    ['sleeps with the time-out lifted', 'TLE', 'SET statement_timeout = 0; SELECT pg_sleep(60)'],
    ['loops', 'TLE', 'DO $$ BEGIN LOOP END LOOP; END $$'],
    [
      'loops and will not be cancelled',
      'TLE',
      'DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(60); EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$',
    ],
    // Whichever of the two comes first: what it has found is kept in a temporary file.
    ['recurs without end', '(TLE|MLE)', `${ENDLESS} SELECT count(*) FROM n`],
    [
      'counts a cross join',
      'TLE',
      'SELECT count(*) FROM generate_series(1, 1e5) a, generate_series(1, 1e5) b',
    ],
    [
      'waits for a lock of its own',
      'TLE',
      'SELECT pg_advisory_lock(1); DO $$ BEGIN PERFORM pg_sleep(60); END $$',
    ],
    ['gives rows without end', 'OLE', `${ENDLESS} SELECT i, repeat('x', 1000) FROM n`],
    ['gives a row that is too long', 'OLE', "SELECT repeat('x', 20000000)"],
    [
      'gives notices without end',
      'OLE',
      "DO $$ BEGIN LOOP RAISE NOTICE '%', repeat('x', 1000); END LOOP; END $$",
    ],
    ['copies rows out without end', 'OLE', `COPY (${ENDLESS} SELECT i FROM n) TO STDOUT`],
    [
      'wants more memory',
      'MLE',
      "SELECT length(string_agg(repeat('x', 1000000), '')) FROM generate_series(1, 900)",
    ],
    [
      'fills temporary files',
      'MLE',
      "SELECT count(*) FROM (SELECT repeat('x', 20000) || i FROM generate_series(1, 5000) i ORDER BY 1 OFFSET 1) s",
    ],
    [
      'fills a temporary table',
      'MLE',
      'CREATE TEMP TABLE t AS SELECT repeat(md5(i::text), 60) FROM generate_series(1, 1e6) i',
    ],
  ])(
    '%s: %s',
    async (_name, verdict, sql) => {
      const cases = [{ expect: rows([[1]]) }, { expect: rows([[1]]), dataset: 'hidden' }];
      const result = await grade(sql, 'query', cases, { cpuTimeMs: 1500, wallTimeMs: 2500 });
      expect(verdicts(result)).toMatch(new RegExp(`^${verdict} ${verdict}$`));
      expect(result.cases[0]?.message).not.toBe('');
    },
    60_000,
  );

  test('makes the kernel kill the server: MLE, and the next case has a new one', async () => {
    const sql = `DO $$ BEGIN IF (SELECT count(*) FROM customer) = 3 THEN
      PERFORM length(string_agg(repeat('x', 1000000), '')) FROM generate_series(1, 100);
      END IF; END $$; SELECT 1;`;
    const cases = [{ expect: rows([[1]]) }, { expect: rows([[1]]), dataset: 'hidden' }];
    const tight = { memoryBytes: 128 * 1024 * 1024 };
    expect(verdicts(await grade(sql, 'query', cases, tight))).toBe('MLE AC');
  });

  test('costs its own case, and the next ones go on', async () => {
    const onSample = (attack: string): string =>
      `DO $$ BEGIN IF (SELECT count(*) FROM customer) = 3 THEN ${attack} END IF; END $$; SELECT 1;`;
    const cases = [{ expect: rows([[1]]) }, { expect: rows([[1]]), dataset: 'hidden' }];
    const sleeps = await grade(onSample('PERFORM pg_sleep(60);'), 'query', cases);
    expect(verdicts(sleeps)).toBe('TLE AC');
    const eats =
      "PERFORM length(string_agg(repeat('x', 1000000), '')) FROM generate_series(1, 900);";
    expect(verdicts(await grade(onSample(eats), 'change', cases))).toBe('MLE AC');
    const fills = 'CREATE TABLE t AS SELECT md5(i::text) || i FROM generate_series(1, 1e7) i;';
    const roomy = { cpuTimeMs: 8000, wallTimeMs: 12_000 };
    expect(verdicts(await grade(onSample(fills), 'change', cases, roomy))).toBe('MLE AC');
  }, 60_000);
});

describe('nothing stays', () => {
  const twice = [{ expect: rows([[0]]) }, { expect: rows([[0]]) }];
  test.each([
    [
      'a setting of its role',
      "SELECT count(*) FROM pg_settings WHERE setting = 'mine'; ALTER ROLE reader SET application_name = 'mine';",
    ],
    [
      'a setting of its role, in this database',
      "SELECT count(*) FROM pg_settings WHERE setting = 'mine'; DO $$ BEGIN EXECUTE format('ALTER ROLE reader IN DATABASE %I SET application_name = mine', current_database()); END $$;",
    ],
    [
      'a temporary table',
      "SELECT count(*) FROM pg_class WHERE relname = 'mine'; CREATE TEMP TABLE mine (x int);",
    ],
    [
      'a lock',
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'; DO $$ BEGIN PERFORM pg_advisory_lock(7); END $$;",
    ],
    [
      'a prepared statement',
      'SELECT count(*) FROM pg_prepared_statements; PREPARE mine AS SELECT 1;',
    ],
    ['a channel', 'SELECT count(*) FROM pg_listening_channels(); LISTEN mine; NOTIFY mine;'],
    ['a transaction', "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in%'; BEGIN;"],
  ])('%s', async (_name, sql) => {
    expect(verdicts(await grade(sql, 'query', twice))).toBe('AC AC');
  });
});

describe('nothing of the hidden cases is in sight of a sample', () => {
  const found = { expect: rows([['nothing']]) };
  test.each([
    ['databases', 'SELECT string_agg(datname, chr(32)) FROM pg_database'],
    ['connections', 'SELECT string_agg(query || datname, chr(32)) FROM pg_stat_activity'],
    ['roles', 'SELECT string_agg(rolname, chr(32)) FROM pg_roles'],
    ['its own source', 'SELECT current_query()'],
  ])('%s', async (_name, sql) => {
    const result = await grade(sql, 'query', [found, { ...found, dataset: 'hidden' }]);
    expect(verdicts(result)).toBe('WA WA');
    const shown = JSON.stringify(result);
    expect(shown).not.toMatch(/xyzzy|hidden/);
    expect(result.cases[1]?.message).toBe('The rows are not the expected ones.');
  });

  test('an error that quotes a hidden row tells nothing', async () => {
    const sql = 'SELECT (SELECT max(name) FROM customer)::int';
    const result = await grade(sql, 'query', [found, { ...found, dataset: 'hidden' }]);
    expect(verdicts(result)).toBe('RTE RTE');
    expect(result.cases[0]?.message).toContain('"Cyd"');
    expect(JSON.stringify(result)).not.toContain('xyzzy');
  });
});

describe('what a learner leaves in the database', () => {
  const look = [{ after: [after('SELECT count(*) FROM purchase', [[3]])] }];

  test('runs as a role that can do no harm, when it is asked', async () => {
    const trap = `ALTER TABLE purchase RENAME TO real;
      CREATE FUNCTION trap() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN
        BEGIN RESET ROLE; EXECUTE 'COPY (SELECT 1) TO PROGRAM ''true'''; RETURN 1;
        EXCEPTION WHEN insufficient_privilege THEN RETURN 0; END; END $$;
      CREATE VIEW purchase AS SELECT id FROM real WHERE trap() = 0;`;
    expect(verdicts(await grade(trap, 'change', look))).toBe('AC');
  });

  test('is stopped at the limits of the case', async () => {
    const trap = `DROP TABLE purchase; CREATE VIEW purchase AS SELECT pg_sleep(60)::text;`;
    expect(verdicts(await grade(trap, 'change', look))).toBe('TLE');
    const flood = `DROP TABLE purchase; CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS
      $$ BEGIN LOOP RAISE WARNING '%', repeat('x', 1000); END LOOP; END $$;
      CREATE VIEW purchase AS SELECT f();`;
    expect(verdicts(await grade(flood, 'change', look))).toBe('OLE');
  });

  test('a lock that it holds is gone before anything is asked', async () => {
    const locks =
      'BEGIN; LOCK TABLE purchase IN ACCESS EXCLUSIVE MODE; SELECT pg_advisory_lock(1);';
    expect(verdicts(await grade(locks, 'change', look))).toBe('AC');
  });
});
