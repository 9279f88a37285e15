import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SqlSetupError } from '../../worker/graders/sql/engine.ts';
import { mysql } from '../../worker/graders/sql/mysql/engine.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import { brief, inDatabase, withSession, type SqlSetup } from '../support/sql-session.ts';

const SHOP: SqlSetup = {
  task: 'change',
  schema: `CREATE TABLE customers (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(80) NOT NULL);
CREATE TABLE orders (
  id INT PRIMARY KEY AUTO_INCREMENT,
  customer_id INT NOT NULL,
  total DECIMAL(10,2),
  CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
);`,
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
  withSession(sandbox, mysql, { ...SHOP, ...setup }, async (session) => {
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
    const [joined, values, returning, called, empty] = await submit([
      `-- of two tables; the first statement's rows are not asked for
       SELECT 1; /* ; */ # one more;
       WITH t AS (SELECT * FROM orders)
       SELECT name, count(*) AS n, rank() OVER (ORDER BY count(*) DESC) AS r
       FROM customers c JOIN t ON t.customer_id = c.id GROUP BY c.id; UPDATE orders SET total = 0;`,
      `SELECT NULL, 1.5, 1.5e0, 9007199254740993, x'00ff', 'ä;\\n', b'101', true,
         CAST('2024-02-29' AS DATE), TIMESTAMP('2024-02-29 10:00:00'), total FROM orders LIMIT 1`,
      'INSERT INTO orders (customer_id) VALUES (2), (1) RETURNING id, customer_id;',
      `CREATE PROCEDURE both_of(IN wanted INT) BEGIN
         SELECT 1; SELECT name FROM customers WHERE id = wanted;
       END; CALL both_of(2);`,
      '-- nothing',
    ]);
    expect(joined).toEqual(rows(['name', 'n', 'r'], ['Ada; "x"', 2, 1], ['Bob', 1, 2]));
    expect(values).toMatchObject({
      rows: [
        ...[[null, '1.5', 1.5, '9007199254740993', '\\x00ff', 'ä;\n', '\\x05', 1]].map((start) => [
          ...start,
          ...['2024-02-29', '2024-02-29 10:00:00', '9.50'],
        ]),
      ],
    });
    expect(returning).toEqual(rows(['id', 'customer_id'], [4, 2], [5, 1]));
    expect(called).toEqual(rows(['name'], ['Bob']));
    expect(empty).toBeNull();
  });

  test('an error with SQLSTATE and the line of the file', async () => {
    const errors = await withSession(sandbox, mysql, SHOP, (session) =>
      inDatabase(
        session,
        async (database) => {
          const found = [];
          for (const file of [
            'SELECT 1;\n\n-- here\nSELECT *\nFORM orders',
            'SELECT 1;\nSELECT name,\n  nope FROM customers;',
            "\nINSERT INTO customers\nVALUES (1, 'again')",
            "INSERT INTO orders VALUES (9, 1, 'much')",
          ]) {
            found.push(await database.submit(file));
          }
          return found.map((outcome) => outcome.kind === 'error' && outcome.error);
        },
        'small',
      ),
    );
    expect(errors).toEqual([
      {
        message: "You have an error in your SQL syntax near 'FORM orders'",
        line: 5,
        sqlstate: '42000',
      },
      { message: "Unknown column 'nope' in 'SELECT'", line: 2, sqlstate: '42S22' },
      { message: "Duplicate entry '1' for key 'PRIMARY'", line: 2, sqlstate: '23000' },
      { message: expect.stringMatching(/^Incorrect decimal value/), line: 1, sqlstate: '22007' },
    ]);
  });

  test('a transaction counts where it is committed', async () => {
    const look = 'SELECT count(*) AS n FROM orders';
    const counts = await submit(
      [
        'BEGIN; DELETE FROM orders WHERE id = 1; COMMIT; START TRANSACTION; DELETE FROM orders;',
        'BEGIN; DELETE FROM orders; ROLLBACK;',
        'BEGIN; DELETE FROM orders WHERE id = 1; SAVEPOINT b; DELETE FROM orders; ROLLBACK TO b; COMMIT;',
        'DELETE FROM orders',
      ],
      { look },
    );
    expect(counts).toEqual([2, 3, 2, 0].map((n) => rows(['n'], [n])));
  });

  test('a query changes nothing, but may have temporary tables', async () => {
    const outcomes = await submit(
      [
        'DELETE FROM orders',
        'CREATE TABLE x (a INT)',
        'CREATE TEMPORARY TABLE x AS SELECT 1 AS a; SELECT * FROM x',
      ],
      { task: 'query' },
    );
    expect(outcomes).toEqual([
      expect.stringMatching(/^DELETE command denied/),
      expect.stringMatching(/^CREATE command denied/),
      rows(['a'], [1]),
    ]);
  });
});

test('each case has its dataset, and nothing of the case before', async () => {
  await withSession(sandbox, mysql, SHOP, async (session) => {
    const names = (dataset: string | null) =>
      inDatabase(
        session,
        async (database) => {
          const found = brief(await database.query('SELECT name FROM customers ORDER BY id'));
          await database.submit(
            'DROP TABLE orders; DELETE FROM customers; CREATE TABLE left_over (a INT)',
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

test('cases that only read share a database', async () => {
  await withSession(sandbox, mysql, { ...SHOP, task: 'query' }, async (session) => {
    const count = () =>
      inDatabase(
        session,
        async (database) => brief(await database.submit('SELECT count(*) AS n FROM customers')),
        'small',
        false,
      );
    expect(await count()).toEqual(rows(['n'], [2]));
    expect(await count()).toEqual(rows(['n'], [2]));
  });
});

test('probes are rolled back, or kept', async () => {
  await withSession(sandbox, mysql, SHOP, (session) =>
    inDatabase(
      session,
      async (database) => {
        const ask = async (sql: string, keep = false) => brief(await database.probe(sql, keep));
        const count = async () => brief(await database.query('SELECT count(*) AS n FROM orders'));
        const accepted = { accepted: true, error: null, sqlstate: null };
        expect(await ask('INSERT INTO orders (customer_id) VALUES (99)')).toMatchObject({
          ...{ accepted: false, sqlstate: '23000' },
          error: expect.stringMatching(/foreign key constraint fails/),
        });
        expect(await ask('INSERT INTO orders (customer_id) VALUES (1)')).toEqual(accepted);
        expect(await count()).toEqual(rows(['n'], [3]));
        expect(await ask('INSERT INTO orders (customer_id) VALUES (1)', true)).toEqual(accepted);
        expect(await count()).toEqual(rows(['n'], [4]));
        await database.query('DELETE FROM orders');
        expect(await count()).toEqual(rows(['n'], [4]));
      },
      'small',
    ),
  );
});

test('tables, their columns and keys', async () => {
  const schema = `CREATE TABLE tags (name VARCHAR(20) PRIMARY KEY, label VARCHAR(20) UNIQUE);
    CREATE TABLE taggings (item INT, tag VARCHAR(20) NOT NULL, note TEXT, PRIMARY KEY (tag, item),
      UNIQUE KEY start_of (note(5)), UNIQUE KEY whole (item, tag),
      FOREIGN KEY (tag) REFERENCES tags (name), FOREIGN KEY (item) REFERENCES items (id));
    CREATE VIEW seen AS SELECT 1 AS a;`;
  const found = await withSession(
    sandbox,
    mysql,
    { task: 'schema', schema: 'CREATE TABLE items (id INT PRIMARY KEY)' },
    (session) =>
      inDatabase(session, async (database) => {
        expect(brief(await database.submit(schema))).toBeNull();
        return brief(await database.tables());
      }),
  );
  const column = (name: string, type: string, nullable: boolean) => ({ name, type, nullable });
  expect(found).toEqual([
    {
      ...{ name: 'items', columns: [column('id', 'int(11)', false)] },
      ...{ primaryKey: ['id'], unique: [], foreignKeys: [] },
    },
    {
      name: 'taggings',
      columns: [
        column('item', 'int(11)', false),
        column('tag', 'varchar(20)', false),
        column('note', 'text', true),
      ],
      ...{ primaryKey: ['tag', 'item'], unique: [['item', 'tag']] },
      foreignKeys: [
        { columns: ['tag'], table: 'tags', references: ['name'] },
        { columns: ['item'], table: 'items', references: ['id'] },
      ],
    },
    {
      name: 'tags',
      columns: [column('name', 'varchar(20)', false), column('label', 'varchar(20)', true)],
      ...{ primaryKey: ['name'], unique: [['label']], foreignKeys: [] },
    },
  ]);
});

test.each([
  ['SELECT * FROM orders o WHERE total = 1', [], ['orders'], 3],
  ['EXPLAIN SELECT * FROM orders WHERE customer_id = 2;', ['orders_customer'], [], 1],
  ['SELECT id FROM orders a', ['orders_customer'], ['orders'], 3],
  ['CREATE INDEX t ON orders (total); SELECT * FROM orders WHERE total = 1', ['t'], [], 1],
  ['SELECT * FROM (SELECT total, count(*) AS n FROM orders GROUP BY total) x', [], ['orders'], 3],
])('the plan of %s', async (sql, indexes, scans, maxRows) => {
  const plan = await withSession(sandbox, mysql, { ...SHOP, task: 'plan' }, (session) =>
    inDatabase(
      session,
      async (database) => {
        await database.submit(sql);
        return brief(await database.explain(sql));
      },
      'small',
    ),
  );
  expect(plan).toMatchObject({ indexes, scans, maxRows });
});

test("the author's own mistake names file and line", async () => {
  const broken = { ...SHOP, datasets: { small: 'SELECT 1;\nINSERT INTO nowhere VALUES (1);' } };
  const opening = withSession(sandbox, mysql, broken, (session) =>
    session.openDatabase('small', true),
  );
  await expect(opening).rejects.toThrow(SqlSetupError);
  await expect(opening).rejects.toThrow(
    "database/small.sql:2 does not load: Table 'exercise.nowhere' doesn't exist",
  );
});

test('a set-up that never ends is given up, and the statement named', async () => {
  const endless = { ...SHOP, datasets: { small: 'SELECT 1;\nDO SLEEP(3600);' } };
  const opening = withSession(sandbox, mysql, endless, (session) =>
    session.openDatabase('small', true),
  );
  await expect(opening).rejects.toThrow(
    'database/small.sql:2 does not load: it takes more than 30 seconds',
  );
}, 120_000);
