import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { sqlite } from '../../worker/graders/sql/sqlite/engine.ts';
import { MIB, openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import { brief, inDatabase, withSession, type SqlSetup } from '../support/sql-session.ts';

/** Hostile SQL: each gets its answer, and the case after it is served as ever. */
const SETUP: SqlSetup = {
  task: 'change',
  schema: "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO t (a) VALUES ('x');",
  limits: { cpuTimeMs: 700, wallTimeMs: 3000, memoryBytes: 64 * MIB, diskBytes: 4 * MIB },
};
const FOREVER = 'WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterEach(() => expect(sandbox.troubles.splice(0)).toEqual([]));
afterAll(() => sandbox.close());

test.each([
  ["ATTACH '/work/template-0.db' AS other", /cannot be attached/],
  ["ATTACH ':memory:' AS other", /cannot be attached/],
  ['DETACH main', /cannot be attached/],
  ["VACUUM INTO '/work/stolen.db'", /nor VACUUM/],
  ["SELECT load_extension('/tmp/x')", /load_extension is not allowed/],
  ["SELECT readfile('/etc/passwd')", /no such function: readfile/],
  ["SELECT writefile('/work/x', 'y')", /no such function: writefile/],
  ["SELECT * FROM fsdir('/')", /no such table: fsdir/],
  ["SELECT fts3_tokenizer('simple')", /fts3_tokenizer is not allowed/],
  ['CREATE VIRTUAL TABLE v USING fts3(a)', /virtual tables of fts3/],
  ['SELECT * FROM dbstat', /dbstat cannot be read/],
  ['PRAGMA writable_schema = ON', /PRAGMA writable_schema is not allowed/],
  ["PRAGMA temp_store_directory = '/app'", /is not allowed/],
  ['PRAGMA trusted_schema = ON', /is not allowed/],
  ['PRAGMA max_page_count = 1000000000', /is not allowed/],
  ['PRAGMA hard_heap_limit = 1', /is not allowed/],
  ['PRAGMA soft_heap_limit = 1', /is not allowed/],
  ['PRAGMA journal_mode = WAL', /is not allowed/],
  ['SELECT * FROM pragma_journal_mode', /is not allowed|no such table/],
  ["INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 2, 'x')", /may not be modified/],
  ['SELECT zeroblob(1e9)', /too big/],
  ['SELECT length(randomblob(1000000000))', /too big/],
  [`${FOREVER} SELECT count(*) FROM r`, 'stopped: time'],
  ['SELECT count(*) FROM big a, big b, big c', 'stopped: time'],
  [`${FOREVER} SELECT n FROM r`, 'stopped: output'],
  [`${FOREVER} SELECT hex(randomblob(100000)) FROM r`, 'stopped: output'],
  [`${FOREVER} SELECT randomblob(50000) AS b FROM r ORDER BY b`, 'stopped: memory'],
  [`CREATE TABLE full AS ${FOREVER} SELECT randomblob(50000) FROM r`, 'stopped: disk'],
  [
    `CREATE TEMP TABLE full AS ${FOREVER} SELECT randomblob(50000) FROM r`,
    /stopped: (memory|disk)/,
  ],
])('%s', async (sql, expected) => {
  await withSession(sandbox, sqlite, SETUP, async (session) => {
    const attacked = await inDatabase(session, async (database) => {
      if (sql.includes('big')) {
        await database.submit(`CREATE TABLE big AS ${FOREVER} SELECT n FROM r LIMIT 2000`);
      }
      return String(brief(await database.submit(sql)));
    });
    if (typeof expected === 'string') expect(attacked).toBe(expected);
    else expect(attacked).toMatch(expected);
    const next = await inDatabase(session, async (database) =>
      brief(await database.submit('SELECT * FROM t')),
    );
    expect(next).toEqual({ columns: ['id', 'a'], rows: [[1, 'x']], truncated: false });
  });
});

test('triggers and views run under the same guard and limits when the exercise asks', async () => {
  await withSession(sandbox, sqlite, SETUP, async (session) => {
    const asked = await inDatabase(session, async (database) => {
      const submitted = await database.submit(
        `CREATE VIEW endless AS ${FOREVER} SELECT count(*) FROM r;
         CREATE VIEW loads AS SELECT load_extension('/tmp/x') AS a;
         CREATE TRIGGER slow BEFORE INSERT ON t BEGIN DELETE FROM t WHERE id = (SELECT * FROM endless); END;`,
      );
      expect(brief(submitted)).toBeNull();
      return [
        brief(await database.query('SELECT * FROM loads')),
        brief(await database.probe("INSERT INTO t (a) VALUES ('y')", true)),
        brief(await database.query('SELECT * FROM t')),
      ];
    });
    expect(asked).toEqual([
      'unsafe use of load_extension()',
      ...['stopped: time', 'stopped: time'],
    ]);
  });
});

test('a session of its own for each question: nothing of the last one lasts', async () => {
  await withSession(sandbox, sqlite, SETUP, (session) =>
    inDatabase(session, async (database) => {
      await database.submit(
        "PRAGMA foreign_keys = OFF; CREATE TEMP TABLE t AS SELECT 'mine' AS a; BEGIN; DELETE FROM main.t;",
      );
      const found = brief(await database.query('SELECT a FROM t, pragma_foreign_keys'));
      expect(found).toMatchObject({ rows: [['x']] });
      expect(brief(await database.query('PRAGMA foreign_keys'))).toMatchObject({ rows: [[1]] });
    }),
  );
});
