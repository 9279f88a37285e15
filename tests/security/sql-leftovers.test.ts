import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SqlEngine } from '../../grading/kinds/sql/types.ts';
import { engineOf } from '../../worker/graders/sql/engines.ts';
import type { LeaseRequest } from '../../worker/sandbox/sandbox.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import { gradeSql, looking, LIMITS, rows, shop, sqlExercise } from '../support/sql-exercise.ts';
import { takeInventory } from './house.ts';

/**
 * SQL that reaches for the machine below its database. tests/integration/sql-*-attacks look at each
 * verdict; here each engine gets one submission after the other, and its cell is looked at.
 */
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox({ isolation: 'recycled', concurrency: 1 });
}, SANDBOX_START_MS);
afterAll(() => sandbox.close());

const COMMON = [
  'DROP TABLE purchase; DROP TABLE customer; CREATE TABLE left_behind (x int)',
  'CREATE TEMPORARY TABLE mine AS SELECT 1 AS x',
];
const ATTACKS: Readonly<Record<SqlEngine, readonly string[]>> = {
  sqlite: [
    ...COMMON,
    "ATTACH '/tmp/left.db' AS other; CREATE TABLE other.t (x)",
    "VACUUM INTO '/work/left.db'",
    "SELECT load_extension('/usr/lib/x86_64-linux-gnu/libc.so.6')",
    "SELECT writefile('/tmp/left', 'x'), readfile('/etc/passwd'), edit('x')",
    "PRAGMA temp_store_directory = '/app'; PRAGMA journal_mode = WAL",
  ],
  postgresql: [
    ...COMMON,
    "COPY (SELECT 1) TO PROGRAM 'setsid sleep 60 &'",
    "COPY (SELECT 'left') TO '/tmp/left'",
    "SELECT lo_import('/etc/passwd'); SELECT pg_read_file('/proc/1/environ')",
    'SET ROLE assay; CREATE ROLE left_behind SUPERUSER; ALTER SYSTEM SET port = 1',
    "CREATE FUNCTION f() RETURNS int AS 'libc.so.6', 'system' LANGUAGE c STRICT",
    "CREATE EXTENSION dblink; SELECT dblink_connect('host=127.0.0.1 user=assay')",
    "LISTEN left_behind; DO $$ BEGIN PERFORM pg_advisory_lock(1); PERFORM set_config('application_name', 'left', false); END $$",
  ],
  mysql: [
    ...COMMON,
    "SELECT LOAD_FILE('/etc/passwd')",
    "SELECT 'left' INTO OUTFILE '/tmp/left'",
    "SELECT 'left' INTO DUMPFILE '/srv/left.so'",
    "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE customer",
    "CREATE FUNCTION sys_exec RETURNS int SONAME 'lib_mysqludf_sys.so'",
    "INSTALL PLUGIN left_behind SONAME 'ha_example.so'",
    "CREATE USER left_behind; GRANT ALL ON *.* TO left_behind; SET GLOBAL general_log_file = '/tmp/left'",
  ],
};

test.each(Object.entries(ATTACKS).map(([engine, sqls]) => [engine as SqlEngine, sqls] as const))(
  '%s: programs, files, libraries, roles and settings below the database, and nothing is left',
  async (engine, sqls) => {
    const { image, service } = engineOf(engine);
    const { memoryBytes, processes } = LIMITS;
    const request: LeaseRequest = {
      ...{ image, memoryBytes, processes },
      ...(service === null ? {} : { service }),
    };
    const before = await takeInventory(sandbox, request);
    const cases = looking(
      { expect: rows([['Ann']]) },
      { expect: rows([['xyzzy']]), dataset: 'hidden' },
    );
    for (const sql of sqls) {
      const exercise = sqlExercise(shop('change', { engine }), cases);
      const result = await gradeSql(sandbox, exercise, sql);
      expect([sql, result.cases.map(({ verdict }) => verdict)]).not.toContainEqual(['IE', 'IE']);
      expect(JSON.stringify(result)).not.toContain('root:x:');
    }
    const honest = await gradeSql(
      sandbox,
      sqlExercise(shop('query', { engine }), cases),
      'SELECT name FROM customer WHERE id = 1',
    );
    expect(honest.cases.map(({ verdict }) => verdict)).toEqual(['AC', 'AC']);
    expect(await takeInventory(sandbox, request)).toBe(before);
    expect(sandbox.troubles).toEqual([]);
  },
  SANDBOX_START_MS,
);
