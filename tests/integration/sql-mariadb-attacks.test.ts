import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { SqlSession } from '../../worker/graders/sql/engine.ts';
import { mysql } from '../../worker/graders/sql/mysql/engine.ts';
import { MIB, openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import { brief, inDatabase, withSession, type SqlSetup } from '../support/sql-session.ts';

/** Hostile SQL: each gets its answer, and the case after it is served as ever. */
const SETUP: SqlSetup = {
  task: 'change',
  schema:
    "CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, a TEXT); INSERT INTO t (a) VALUES ('x');",
  limits: { cpuTimeMs: 700, wallTimeMs: 1500, memoryBytes: 256 * MIB },
};
const FOREVER = 'WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)';
const UNBOUNDED = 'SET SESSION max_recursive_iterations = 4294967295;';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterEach(() => expect(sandbox.troubles.splice(0)).toEqual([]));
afterAll(() => sandbox.close());

async function expectServed(session: SqlSession): Promise<void> {
  const next = await inDatabase(session, async (database) =>
    brief(await database.submit('SELECT a FROM t')),
  );
  expect(next).toEqual({ columns: ['a'], rows: [['x']], truncated: false });
}

test.each([
  ["LOAD DATA INFILE '/etc/passwd' INTO TABLE t (a)", /Access denied/],
  ["LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t (a)", /is disabled|not allowed/],
  ["SELECT a FROM t INTO OUTFILE '/srv/tmp/x'", /Access denied/],
  ["SELECT a FROM t INTO DUMPFILE '/srv/data/x'", /Access denied/],
  ["INSTALL PLUGIN x SONAME 'ha_connect.so'", /denied/],
  ["INSTALL SONAME 'ha_spider'", /denied/],
  ["CREATE FUNCTION sys_exec RETURNS INT SONAME 'lib_mysqludf_sys.so'", /denied/],
  ['SET GLOBAL max_connections = 1', /Access denied/],
  ['CREATE EVENT e ON SCHEDULE EVERY 1 SECOND DO DELETE FROM t', /event scheduler is disabled/],
  ['SET GLOBAL event_scheduler = ON', /Access denied|disabled/],
  ["CREATE USER eve IDENTIFIED BY 'x'", /Access denied/],
  ['GRANT ALL ON *.* TO owner@localhost', /Access denied/],
  ['SET ROLE admin', /Invalid role/],
  ['KILL 1', /Unknown thread|not owner/],
  ['SELECT * FROM mysql.global_priv', /denied/],
  ['CREATE DATABASE other', /Access denied/],
  ['USE mysql', /Access denied/],
  ['FLUSH TABLES WITH READ LOCK', /Access denied/],
  ['SHUTDOWN', /Access denied/],
  ["CREATE TABLE out_there (a INT) ENGINE = InnoDB DATA DIRECTORY = '/tmp'", 'null'],
  ['CREATE TABLE m (a INT) ENGINE = MyISAM', /cannot execute this statement/],
  ["CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST '127.0.0.1')", /Access denied/],
  ["SELECT load_file('/etc/passwd') AS a", '{"columns":["a"],"rows":[[null]],"truncated":false}'],
  ['DO sleep(1000)', 'stopped: time'],
  ['SET SESSION max_statement_time = 0; SELECT sleep(1000)', 'stopped: time'],
  ["SELECT benchmark(1e12, sha2('x', 512))", 'stopped: time'],
  [`${UNBOUNDED} ${FOREVER} SELECT count(*) FROM r`, /stopped: (time|disk|memory)/],
  ['SELECT count(*) FROM seq_1_to_100000 a, seq_1_to_100000 b, seq_1_to_100000 c', 'stopped: time'],
  ['SELECT seq FROM seq_1_to_1000000000', 'stopped: output'],
  ["SELECT repeat('x', 15000000) FROM seq_1_to_1000", 'stopped: output'],
  ['CREATE PROCEDURE p() BEGIN LOOP SET @a = 1; END LOOP; END; CALL p()', 'stopped: time'],
  ["PREPARE p FROM 'SELECT sleep(1000)'; EXECUTE p", 'stopped: time'],
  [
    'CREATE TEMPORARY TABLE big AS SELECT repeat(md5(seq), 1000) AS a FROM seq_1_to_10000000',
    /stopped: (disk|time)/,
  ],
  [
    'CREATE TABLE big AS SELECT repeat(md5(seq), 1000) AS a FROM seq_1_to_10000000',
    /stopped: (disk|time)/,
  ],
  ['SELECT DISTINCT repeat(md5(seq), 100) AS a FROM seq_1_to_10000000 ORDER BY a', /stopped/],
  [
    'SET SESSION sort_buffer_size = 4294967295; SELECT @@sort_buffer_size <= 4194304 AS a',
    /can't be set/,
  ],
  [
    "SET @a = repeat('x', 16000000); SET @b = concat(@a); SELECT 1 AS a",
    /\[\[1\]\]|stopped: memory/,
  ],
])('%s', async (sql, expected) => {
  await withSession(sandbox, mysql, SETUP, async (session) => {
    const found = await inDatabase(session, async (database) => brief(await database.submit(sql)));
    const attacked = typeof found === 'string' ? found : JSON.stringify(found);
    if (typeof expected === 'string') expect(attacked).toBe(expected);
    else expect(attacked).toMatch(expected);
    await expectServed(session);
  });
});

test('what outlives a statement does not reach the next case', async () => {
  await withSession(sandbox, mysql, SETUP, async (session) => {
    for (const sql of [
      "SET PASSWORD = PASSWORD('mine')",
      "SELECT get_lock('x', 0)",
      'LOCK TABLES t WRITE',
      'HANDLER t OPEN',
      "XA START 'x'; UPDATE t SET a = 'y'; XA END 'x'; XA PREPARE 'x'",
      'SET autocommit = 0; DELETE FROM t',
    ]) {
      const outcome = await inDatabase(session, (database) => database.submit(sql));
      expect([sql, outcome]).toEqual([sql, expect.objectContaining({ kind: 'done' })]);
      await expectServed(session);
    }
  });
});

test('neither hidden databases nor other connections are seen', async () => {
  await withSession(sandbox, mysql, SETUP, (session) =>
    inDatabase(session, async (database) => {
      const ask = async (sql: string) => brief(await database.submit(sql));
      expect(await ask('SHOW DATABASES')).toMatchObject({
        rows: [['exercise'], ['information_schema']],
      });
      expect(await ask('SELECT user FROM information_schema.processlist')).toMatchObject({
        rows: [['owner']],
      });
      expect(await ask('SHOW GRANTS FOR root@localhost')).toMatch(/denied/);
    }),
  );
});

test('triggers and procedures run under the same limits when the exercise asks', async () => {
  await withSession(sandbox, mysql, SETUP, async (session) => {
    const asked = await inDatabase(session, async (database) => {
      const submitted = await database.submit(
        `CREATE TRIGGER slow BEFORE INSERT ON t FOR EACH ROW SET NEW.a = sleep(1000);
         CREATE SQL SECURITY INVOKER VIEW seen AS SELECT load_file('/etc/passwd') AS a;`,
      );
      expect(brief(submitted)).toBeNull();
      return [
        brief(await database.query('SELECT * FROM seen')),
        brief(await database.probe("INSERT INTO t (a) VALUES ('y')", true)),
      ];
    });
    expect(asked).toEqual([{ columns: ['a'], rows: [[null]], truncated: false }, 'stopped: time']);
    await expectServed(session);
  });
});

test('a server that ends takes its case with it, and no other', async () => {
  const limits = { ...SETUP.limits, cpuTimeMs: 10_000, wallTimeMs: 20_000 };
  await withSession(sandbox, mysql, { ...SETUP, limits }, async (session) => {
    // Memory that no limit of the server's own counts.
    const sets = Array.from(
      { length: 40 },
      (_, index) => `SET @v${index} = repeat('x', 15000000);`,
    );
    const outcome = await inDatabase(session, async (database) =>
      brief(await database.submit(sets.join('\n'))),
    );
    expect(outcome).toBe('stopped: memory');
    await expectServed(session);
  });
});
