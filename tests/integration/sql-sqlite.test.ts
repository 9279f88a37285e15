import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SqlSetupError } from '../../worker/graders/sql/engine.ts';
import { sqlite } from '../../worker/graders/sql/sqlite/engine.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import { brief, inDatabase, withSession, type SqlSetup } from '../support/sql-session.ts';

const SHOP: SqlSetup = {
  task: 'change',
  schema: `CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INT NOT NULL REFERENCES customers DEFERRABLE INITIALLY DEFERRED,
  total REAL
);
CREATE INDEX orders_by_customer ON orders (customer_id);`,
  datasets: {
    small: `INSERT INTO customers VALUES (1, 'Ada; "x"'), (2, 'Bob');
INSERT INTO orders VALUES (1, 1, 9.5), (2, 1, NULL), (3, 2, 1);`,
    other: "INSERT INTO customers VALUES (7, 'Cy');",
  },
};

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterEach(() => expect(sandbox.troubles.splice(0)).toEqual([]));
afterAll(() => sandbox.close());

/** Submits to a database of its own each; then looks at what is there. */
const submit = (
  files: readonly string[],
  { look, ...setup }: Partial<SqlSetup> & { readonly look?: string } = {},
): Promise<unknown[]> =>
  withSession(sandbox, sqlite, { ...SHOP, ...setup }, async (session) => {
    const outcomes: unknown[] = [];
    for (const file of files) {
      const outcome = await inDatabase(
        session,
        async (database) => {
          const submitted = await database.submit(file);
          return brief(look === undefined ? submitted : await database.query(look));
        },
        'small',
      );
      outcomes.push(outcome);
    }
    return outcomes;
  });

const rows = (columns: string[], ...all: unknown[][]) => ({ columns, rows: all, truncated: false });

describe('what a submission returns', () => {
  test('the rows of the last statement that has any', async () => {
    const [joined, values, returning, nothing, empty] = await submit([
      `-- of two tables; the first statement's rows are not asked for
       SELECT 1; /* ; */ WITH t AS (SELECT * FROM orders)
       SELECT name, count(*) AS n, rank() OVER (ORDER BY count(*) DESC) AS r
       FROM customers c JOIN t ON t.customer_id = c.id GROUP BY c.id; UPDATE orders SET total = 0;`,
      `SELECT NULL, 1.5 AS b, 9007199254740993 AS b, x'00ff', 9e999, 'ä;
'`,
      `INSERT INTO orders (customer_id) VALUES (2), (1) RETURNING id, customer_id;`,
      'CREATE TRIGGER t AFTER INSERT ON orders BEGIN SELECT 1; SELECT 2; END;',
      '-- nothing',
    ]);
    expect(joined).toEqual(rows(['name', 'n', 'r'], ['Ada; "x"', 2, 1], ['Bob', 1, 2]));
    expect(values).toMatchObject({
      rows: [[null, 1.5, '9007199254740993', '\\x00ff', 'Infinity', 'ä;\n']],
    });
    expect(returning).toEqual(rows(['id', 'customer_id'], [4, 2], [5, 1]));
    expect([nothing, empty]).toEqual([null, null]);
  });

  test('an error with the line of the file', async () => {
    const errors = await withSession(sandbox, sqlite, SHOP, (session) =>
      inDatabase(
        session,
        async (database) => {
          const found = [];
          for (const file of [
            'SELECT 1;\n\n-- here\nSELECT *\nFORM orders',
            'SELECT 1;\nSELECT name,\n  nope FROM customers;',
            "\nINSERT INTO customers\nVALUES (1, 'again')",
            "SELECT 'never closed",
            'SELECT \u0000',
          ]) {
            found.push(await database.submit(file));
          }
          return found.map((outcome) => outcome.kind === 'error' && outcome.error);
        },
        'small',
      ),
    );
    expect(errors).toEqual([
      { message: 'near "FORM": syntax error', line: 5, sqlstate: null },
      { message: 'no such column: nope', line: 3, sqlstate: null },
      { message: 'UNIQUE constraint failed: customers.id', line: 2, sqlstate: null },
      { message: 'unrecognized token: "\'never closed"', line: 1, sqlstate: null },
      { message: 'the query contains a null character', line: 1, sqlstate: null },
    ]);
  });

  test('a transaction counts where it is committed', async () => {
    const look = 'SELECT count(*) AS n FROM orders';
    const counts = await submit(
      [
        'BEGIN; DELETE FROM orders WHERE id = 1; COMMIT; BEGIN; DELETE FROM orders;',
        'BEGIN; DELETE FROM orders; ROLLBACK;',
        'SAVEPOINT a; DELETE FROM orders WHERE id = 1; SAVEPOINT b; DELETE FROM orders; ROLLBACK TO b; RELEASE a;',
        'DELETE FROM orders',
      ],
      { look },
    );
    expect(counts).toEqual([2, 3, 2, 0].map((n) => rows(['n'], [n])));
  });

  test('a query changes nothing, but may have temporary tables', async () => {
    const refused = 'this is to be a query: nothing may be changed';
    const outcomes = await submit(
      [
        'DELETE FROM orders',
        'CREATE TABLE x (a)',
        'CREATE TEMP TABLE x AS SELECT 1 AS a; SELECT * FROM x',
      ],
      { task: 'query' },
    );
    expect(outcomes).toEqual([refused, refused, rows(['a'], [1])]);
  });
});

test('each case has its dataset, and nothing of the case before', async () => {
  await withSession(sandbox, sqlite, SHOP, async (session) => {
    const names = (dataset: string | null) =>
      inDatabase(
        session,
        async (database) => {
          const found = brief(await database.query('SELECT name FROM customers ORDER BY id'));
          await database.submit(
            'DROP TABLE orders; DELETE FROM customers; CREATE TABLE left_over (a)',
          );
          return found;
        },
        dataset,
      );
    const small = rows(['name'], ['Ada; "x"'], ['Bob']);
    expect(await names('small')).toEqual(small);
    expect(await names('other')).toEqual(rows(['name'], ['Cy']));
    expect(await names(null)).toEqual(rows(['name']));
    expect(await names('small')).toEqual(small);
  });
});

test('probes are committed in a copy, or kept', async () => {
  await withSession(sandbox, sqlite, SHOP, (session) =>
    inDatabase(
      session,
      async (database) => {
        const ask = async (sql: string, keep = false) => brief(await database.probe(sql, keep));
        const count = async () => brief(await database.query('SELECT count(*) AS n FROM orders'));
        const accepted = { accepted: true, error: null, sqlstate: null };
        const orphan = 'INSERT INTO orders (customer_id) VALUES (99)';
        // A key that is checked at the end of the transaction is checked.
        expect(await ask(orphan)).toMatchObject({
          accepted: false,
          error: 'FOREIGN KEY constraint failed',
        });
        expect(await ask('INSERT INTO orders (customer_id) VALUES (1)')).toEqual(accepted);
        expect(await count()).toEqual(rows(['n'], [3]));
        expect(await ask('INSERT INTO orders (customer_id) VALUES (1)', true)).toEqual(accepted);
        expect(await count()).toEqual(rows(['n'], [4]));
        expect(brief(await database.query('DELETE FROM orders'))).toMatch(/nothing may be changed/);
      },
      'small',
    ),
  );
});

test('tables, their columns and keys', async () => {
  const schema = `CREATE TABLE tags (name TEXT PRIMARY KEY, label VARCHAR(20) UNIQUE) WITHOUT ROWID;
    CREATE TABLE taggings (item INT, tag TEXT NOT NULL REFERENCES tags, note TEXT, upper TEXT AS (upper(note)),
      PRIMARY KEY (tag, item), UNIQUE (note, item), FOREIGN KEY (item, note) REFERENCES items (id, note));
    CREATE UNIQUE INDEX one ON taggings (note); CREATE UNIQUE INDEX some ON taggings (item) WHERE item > 1;
    CREATE TABLE items (id INTEGER PRIMARY KEY, note TEXT, UNIQUE (id, note));`;
  const found = await withSession(sandbox, sqlite, { task: 'schema', schema: '' }, (session) =>
    inDatabase(session, async (database) => {
      expect(brief(await database.submit(schema))).toBeNull();
      return brief(await database.tables());
    }),
  );
  const column = (name: string, type: string, nullable: boolean) => ({ name, type, nullable });
  expect(found).toEqual([
    {
      name: 'tags',
      columns: [column('name', 'TEXT', false), column('label', 'VARCHAR(20)', true)],
      ...{ primaryKey: ['name'], unique: [['label']], foreignKeys: [] },
    },
    {
      name: 'taggings',
      columns: [
        ...[
          column('item', 'INT', true),
          column('tag', 'TEXT', false),
          column('note', 'TEXT', true),
        ],
        column('upper', 'TEXT', true),
      ],
      primaryKey: ['tag', 'item'],
      unique: [['note'], ['note', 'item']],
      foreignKeys: [
        { columns: ['item', 'note'], table: 'items', references: ['id', 'note'] },
        { columns: ['tag'], table: 'tags', references: ['name'] },
      ],
    },
    {
      name: 'items',
      columns: [column('id', 'INTEGER', false), column('note', 'TEXT', true)],
      ...{ primaryKey: ['id'], unique: [['id', 'note']], foreignKeys: [] },
    },
  ]);
});

test.each([
  ['SELECT * FROM orders o WHERE total = 1', [], ['orders']],
  ['EXPLAIN QUERY PLAN SELECT * FROM orders WHERE customer_id = 1;', ['orders_by_customer'], []],
  ['SELECT max(customer_id) FROM orders', ['orders_by_customer'], []],
  ['SELECT count(*) FROM orders', ['orders_by_customer'], ['orders']],
  [
    'SELECT total, name FROM orders a JOIN customers b ON b.id = a.customer_id',
    ['INTEGER PRIMARY KEY'],
    ['orders'],
  ],
  [
    'CREATE INDEX t ON orders (total); UPDATE orders SET id = 9 WHERE total = 1; CREATE TABLE z (a)',
    ['t'],
    [],
  ],
  [
    'SELECT a.id FROM orders a JOIN orders b ON a.total = b.total WHERE a.customer_id = 1',
    ['orders_by_customer'],
    ['orders'],
  ],
])('the plan of %s', async (sql, indexes, scans) => {
  const plan = await withSession(sandbox, sqlite, { ...SHOP, task: 'plan' }, (session) =>
    inDatabase(
      session,
      async (database) => {
        await database.submit(sql);
        return brief(await database.explain(sql));
      },
      'small',
    ),
  );
  expect(plan).toMatchObject({ indexes, scans, maxRows: null });
});

test("the author's own mistake names file and line", async () => {
  const broken = { ...SHOP, datasets: { small: 'SELECT 1;\nINSERT INTO nowhere VALUES (1);' } };
  const opening = withSession(sandbox, sqlite, broken, (session) =>
    session.openDatabase('small', true),
  );
  await expect(opening).rejects.toThrow(SqlSetupError);
  await expect(opening).rejects.toThrow(
    'database/small.sql:2 does not load: no such table: nowhere',
  );
});

test('a set-up that never ends is given up, and its files named', async () => {
  const sql =
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;';
  const endless = { ...SHOP, datasets: { small: sql } };
  const opening = withSession(sandbox, sqlite, endless, (session) =>
    session.openDatabase('small', true),
  );
  await expect(opening).rejects.toThrow(
    'database/small.sql does not load: together with database/schema.sql, it takes more than 10 seconds',
  );
}, 120_000);
