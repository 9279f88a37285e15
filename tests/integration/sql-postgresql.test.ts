import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SqlCase } from '../../grading/catalogue/exercise.ts';
import type { SqlSpec } from '../../grading/kinds/sql/types.ts';
import type { Limits } from '../../grading/manifest/limits.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import {
  after,
  gradeSql,
  looking,
  probe,
  rows,
  shop,
  sqlExercise,
  sqlFeedback,
  verdicts,
} from '../support/sql-exercise.ts';

/** Kind sql on PostgreSQL, in real cells: everything that a case can look at. */
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterAll(() => sandbox.close());

const grade = (
  spec: SqlSpec,
  cases: readonly Partial<SqlCase>[],
  sql: string,
  limits: Partial<Limits> = {},
): Promise<GradingResult> => gradeSql(sandbox, sqlExercise(spec, looking(...cases), limits), sql);

const TOTALS = {
  expect: rows(
    [
      ['Ann', 12.5],
      ['Bob', 7],
    ],
    { columns: ['name', 'total'], ordered: true },
  ),
};

describe('queries', () => {
  const JOIN = `SELECT name, sum(total) AS total FROM customer
    JOIN purchase ON customer_id = customer.id GROUP BY name ORDER BY name;`;

  test('are judged by their rows, in each dataset', async () => {
    const hidden = { dataset: 'hidden', expect: rows([['xyzzy', 5]]) };
    const result = await grade(shop('query'), [TOTALS, hidden, TOTALS, hidden], JOIN);
    expect(verdicts(result)).toBe('AC AC AC AC');
    expect(sqlFeedback(result).tables.map(({ title, rows: shown }) => [title, shown])).toEqual([
      [
        'Expected',
        [
          ['Ann', '12.5'],
          ['Bob', '7'],
        ],
      ],
      [
        'Yours',
        [
          ['Ann', '12.50'],
          ['Bob', '7.00'],
        ],
      ],
    ]);
    expect(result.cases[1]?.sampleFeedback).toBeNull();
  });

  test('that are wrong show a sample what came, and tell nothing of a hidden case', async () => {
    const wrong = 'SELECT name, total FROM customer JOIN purchase ON customer_id = customer.id';
    const hidden = { dataset: 'hidden', expect: rows([['nobody', 5]]) };
    const result = await grade(shop('query'), [TOTALS, hidden], wrong);
    expect(verdicts(result)).toBe('WA WA');
    expect(result.cases[0]?.message).toContain('(Ann, 10.00)');
    expect(JSON.stringify(result.cases[1])).not.toMatch(/xyzzy|nobody/);
  });

  test('may be CTEs, windows, several statements, comments and transactions', async () => {
    const sql = `/* a; b */ BEGIN; -- one; two
      CREATE TEMP TABLE t AS SELECT 'a;b' AS x, $$c;d$$ AS y;
      SELECT * FROM t; COMMIT;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)
      SELECT i, sum(i) OVER (ORDER BY i), NULL, i = 2, ARRAY[i] FROM n ORDER BY i;
      DROP TABLE t;`;
    const expected = rows([
      [1, 1, null, false, '{1}'],
      [2, 3, null, true, '{2}'],
      [3, 6, null, false, '{3}'],
    ]);
    expect(verdicts(await grade(shop('query'), [{ expect: expected }], sql))).toBe('AC');
  });

  test('with an error name its line in the file, to samples alone', async () => {
    const sql = `SELECT 1;\n\n-- next\nSELECT id,\n  nmae FROM customer;`;
    const result = await grade(shop('query'), [TOTALS, { ...TOTALS, dataset: 'hidden' }], sql);
    expect(verdicts(result)).toBe('RTE RTE');
    expect(result.cases[0]?.message).toContain('Line 5: column "nmae" does not exist');
    expect(sqlFeedback(result).error).toContain('Hint: Perhaps you meant');
    expect(result.cases[1]?.message).not.toContain('nmae');
  });

  test('that give no rows, or none at all, are told so', async () => {
    const result = await grade(shop('query'), [TOTALS], '-- nothing\n;');
    expect(result.cases[0]).toMatchObject({
      verdict: 'WA',
      message: 'No statement of the file gives rows: end it with a query.',
    });
    const empty = { expect: rows([], { columns: ['id'] }) };
    const none = 'SELECT id FROM customer WHERE false';
    expect(verdicts(await grade(shop('query'), [empty], none))).toBe('AC');
  });
});

describe('changes', () => {
  const COUNT = 'SELECT count(*) FROM purchase';

  test('are judged by what is there afterwards, from the same start in each case', async () => {
    const sql = `BEGIN; INSERT INTO purchase VALUES (9, 2, 1); UPDATE customer SET name = upper(name);
      COMMIT; DELETE FROM purchase WHERE id = 1 RETURNING id;`;
    const look = { after: [after(COUNT, [[3]])], expect: rows([[1]]) };
    const result = await grade(shop('change'), [look, look, look], sql);
    expect(verdicts(result)).toBe('AC AC AC');
  });

  test('that are not committed are not there', async () => {
    const result = await grade(
      shop('change'),
      [{ after: [after(COUNT, [[3]])] }],
      'BEGIN; DELETE FROM purchase; LOCK TABLE customer;',
    );
    expect(verdicts(result)).toBe('AC');
  });

  test('show the question, what was expected and what is there', async () => {
    const result = await grade(shop('change'), [{ after: [after(COUNT, [[9]])] }], 'SELECT 1');
    expect(verdicts(result)).toBe('WA');
    const { query, tables } = sqlFeedback(result);
    expect({ query, values: tables.map(({ rows: shown }) => shown) }).toEqual({
      query: COUNT,
      values: [[['9']], [['3']]],
    });
  });

  test('that take away what is asked about are wrong', async () => {
    const result = await grade(
      shop('change'),
      [{ after: [after(COUNT, [[9]])] }],
      'DROP TABLE purchase',
    );
    expect(verdicts(result)).toBe('WA');
    expect(sqlFeedback(result).error).toContain('relation "purchase" does not exist');
  });

  test('of much data work on a copy of it', async () => {
    const sql = 'INSERT INTO purchase SELECT i, i, i FROM generate_series(1, 30000) i;';
    const customers = "INSERT INTO customer SELECT i, 'c' || i FROM generate_series(1, 30000) i;";
    const spec = shop('change', { datasets: [{ name: 'small', sql: customers + sql }] });
    const look = { after: [after(COUNT, [[29_999]])] };
    const one = 'DELETE FROM purchase WHERE id = 7';
    expect(verdicts(await grade(spec, [look, look, look], one))).toBe('AC AC AC');
  });
});

describe('schemas', () => {
  const spec = shop('schema', { schema: '', datasets: [] });
  const look: Partial<SqlCase> = {
    dataset: null,
    tables: [
      {
        name: 'author',
        columns: [
          { name: 'id', type: 'integer', nullable: false },
          { name: 'name', type: 'text', nullable: false },
          { name: 'born', type: 'date', nullable: true },
        ],
        primaryKey: ['id'],
        unique: [['name']],
        foreignKeys: [],
      },
      {
        ...{ name: 'wrote', columns: null, primaryKey: ['author_id', 'book_id'], unique: [] },
        foreignKeys: [{ columns: ['author_id'], table: 'author', references: null }],
      },
    ],
    probes: [
      probe("INSERT INTO author VALUES (1, 'Ann', NULL)", true, { keep: true }),
      probe("INSERT INTO author VALUES (2, 'Ann', NULL)", false, { sqlstate: '23505' }),
      probe('INSERT INTO wrote VALUES (1, 1)', true),
      probe('INSERT INTO wrote VALUES (7, 1)', false, { sqlstate: '23503' }),
    ],
  };
  const GOOD = `CREATE TABLE author (id serial PRIMARY KEY, name varchar(80) NOT NULL UNIQUE, born date);
    CREATE TABLE wrote (author_id int REFERENCES author DEFERRABLE INITIALLY DEFERRED, book_id int,
      PRIMARY KEY (author_id, book_id));`;

  test('are judged by their tables and by what they refuse', async () => {
    expect(verdicts(await grade(spec, [look, look], GOOD))).toBe('AC AC');
  });

  test.each<[part: string, instead: string, message: string]>([
    ['NOT NULL UNIQUE', 'UNIQUE', 'takes NULL'],
    [' UNIQUE', '', 'Nothing makes (name) unique'],
    [' REFERENCES author DEFERRABLE INITIALLY DEFERRED', '', 'does not reference "author"'],
    ['born date', 'born text', 'has the type text; date is expected'],
    ['author', 'writer', 'There is no table "author".'],
  ])('with %j replaced by %j are wrong', async (part, instead, message) => {
    const result = await grade(spec, [look], GOOD.replaceAll(part, instead));
    expect(result.cases[0]).toMatchObject({ verdict: 'WA' });
    expect(result.cases[0]?.message).toContain(message);
  });

  test('that take what they should refuse are wrong', async () => {
    const loose = { ...look, tables: [] };
    const result = await grade(spec, [loose, loose], GOOD.replace(' UNIQUE', ''));
    expect(verdicts(result)).toBe('WA WA');
    expect(result.cases[0]?.message).toContain('Taken, and should be refused');
    expect(sqlFeedback(result).query).toContain("(2, 'Ann', NULL)");
    expect(result.cases[1]?.message).not.toContain('Ann');
  });
});

describe('plans', () => {
  const many = `INSERT INTO customer SELECT i, 'c' || i FROM generate_series(1, 5000) i;
    ANALYZE customer;`;
  const spec = shop('plan', { datasets: [{ name: 'small', sql: many }] });
  const look: Partial<SqlCase> = {
    expect: rows([[77]]),
    plan: { usesIndex: true, noScanOf: ['customer'], maxRows: 10 },
  };
  const QUERY = "SELECT id FROM customer WHERE name = 'c77';";

  test('must use the index that the submission makes', async () => {
    const sql = `CREATE INDEX by_name ON customer (name); ${QUERY}`;
    const result = await grade(spec, [look, look], sql);
    expect(verdicts(result)).toBe('AC AC');
  });

  test('that read all of a table are wrong', async () => {
    const result = await grade(spec, [look], QUERY);
    expect(result.cases[0]).toMatchObject({
      verdict: 'WA',
      message: 'The plan reads all of "customer".',
    });
    expect(sqlFeedback(result).plan).toContain('Seq Scan on customer');
  });
});

test("an exercise's own mistake names its file and line", async () => {
  const spec = shop('query', { datasets: [{ name: 'small', sql: '-- data\nINSERT INTO nil;' }] });
  await expect(grade(spec, [TOTALS], 'SELECT 1')).rejects.toThrow(
    /^database\/small\.sql:2 does not load: syntax error/,
  );
});

test('a set-up that never ends is given up, and its file named', async () => {
  const spec = shop('query', { datasets: [{ name: 'small', sql: 'SELECT pg_sleep(3600);' }] });
  await expect(grade(spec, [TOTALS], 'SELECT 1')).rejects.toThrow(
    'database/small.sql does not load: it takes more than 30 seconds',
  );
}, 120_000);
