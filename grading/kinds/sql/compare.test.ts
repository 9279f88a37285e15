import { describe, expect, test } from '@jest/globals';
import { checkPlan, checkProbe } from './check-plan.ts';
import { checkTables } from './check-tables.ts';
import { compareRows } from './compare-rows.ts';
import { feedbackTable, FEEDBACK_ROWS } from './feedback-table.ts';
import type { SqlTableExpectation, SqlTableFound, SqlValue } from './types.ts';

type Rows = readonly (readonly SqlValue[])[];
const columns = ['id', 'name'];

function message(
  expected: Rows,
  actual: Rows,
  ordered = false,
  named: readonly string[] | null = null,
) {
  return compareRows(
    { columns: named, rows: expected, ordered, tolerance: 0.01 },
    { columns, rows: actual, truncated: false },
  ).message;
}

describe('rows', () => {
  test('are a multiset unless they are ordered', () => {
    const rows: Rows = [
      [1, 'a'],
      [2, null],
      [2, null],
    ];
    expect(message(rows, [...rows].reverse())).toBeNull();
    expect(message(rows, rows, true)).toBeNull();
    expect(message(rows, [...rows].reverse(), true)).toBe(
      'Row 1 is (2, NULL); (1, a) is expected. The rows are right, but not in order.',
    );
    expect(
      message(rows, [
        [1, 'a'],
        [1, 'a'],
        [2, null],
      ]),
    ).toBe('The row (1, a) is not expected, or not as often.');
    expect(message(rows, rows.slice(0, 2))).toBe(
      'The row (2, NULL) is missing. 3 rows are expected, but there are 2.',
    );
    expect(
      message(
        [[1, 'a']],
        [
          [1, 'a'],
          [1, 'a'],
        ],
        true,
      ),
    ).toBe('1 row is expected, but there are 2.');
    expect(message([], [[1, 'a']])).toBe('0 rows are expected, but there are 1.');
  });

  test.each<[SqlValue, SqlValue, boolean]>([
    [1.5, '1.50', true],
    [1, 1.005, true],
    [1, 1.02, false],
    [true, 1, true],
    [null, '', false],
    [null, 0, false],
    ['1', 'one', false],
    ['12.50', 12.5, true],
    [0, '', false],
  ])('%j is met by %j: %s', (expected, actual, same) => {
    expect(message([[expected, 1]], [[actual, 1]]) === null).toBe(same);
    expect(message([[expected, 1]], [[actual, 1]], true) === null).toBe(same);
  });

  test('have named columns, in any case', () => {
    expect(message([], [], false, ['ID', 'Name'])).toBeNull();
    expect(message([], [], false, ['id', 'title'])).toBe(
      'Column 2 is named "name"; "title" is expected.',
    );
    expect(message([], [], false, ['id'])).toBe(
      '1 column is expected, but there are 2 (id, name).',
    );
  });

  test('are shown capped', () => {
    const many = Array.from({ length: FEEDBACK_ROWS + 5 }, (_, index) => [index, null]);
    const shown = feedbackTable('Yours', { columns, rows: many });
    expect(shown.rows).toHaveLength(FEEDBACK_ROWS);
    expect(shown.rows[0]).toEqual(['0', null]);
    expect(shown.omittedRows).toBe(5);
  });
});

describe('a schema', () => {
  const found: SqlTableFound[] = [
    {
      ...{ name: 'authors', primaryKey: ['id'], unique: [['email']], foreignKeys: [] },
      columns: [
        { name: 'id', type: 'integer', nullable: false },
        { name: 'email', type: 'character varying(80)', nullable: true },
      ],
    },
    {
      ...{ name: 'books', primaryKey: ['isbn'], unique: [] },
      columns: [{ name: 'author_id', type: 'bigint', nullable: false }],
      foreignKeys: [{ columns: ['author_id'], table: 'authors', references: ['id'] }],
    },
  ];
  const table = (changes: Partial<SqlTableExpectation>): SqlTableExpectation => ({
    ...{ name: 'Authors', columns: null, primaryKey: null, unique: [], foreignKeys: [] },
    ...changes,
  });
  const says = (changes: Partial<SqlTableExpectation>) =>
    checkTables([table(changes)], found).message;

  test('that has what is asked', () => {
    expect(
      says({
        columns: [{ name: 'EMAIL', type: 'text', nullable: true }],
        ...{ primaryKey: ['ID'], unique: [['email'], ['id']] },
      }),
    ).toBeNull();
    const key = { columns: ['author_id'], table: 'authors', references: null };
    expect(says({ name: 'books', foreignKeys: [key] })).toBeNull();
  });

  test.each<[Partial<SqlTableExpectation>, string]>([
    [{ name: 'book' }, 'There is no table "book".'],
    [{ columns: [{ name: 'x', type: null, nullable: null }] }, 'has no column "x"'],
    [{ columns: [{ name: 'email', type: 'integer', nullable: null }] }, 'integer is expected'],
    [{ columns: [{ name: 'email', type: null, nullable: false }] }, 'takes NULL'],
    [{ primaryKey: ['email'] }, 'The primary key of "Authors" is (id); (email) is expected.'],
    [{ unique: [['id', 'email']] }, 'Nothing makes (id, email) unique'],
    [
      { foreignKeys: [{ columns: ['id'], table: 'books', references: null }] },
      'does not reference "books"',
    ],
  ])('%j is missed', (changes, expected) => {
    expect(says(changes)).toContain(expected);
  });
});

test('a plan', () => {
  const plan = { indexes: ['orders_by_day'], scans: ['customers'], maxRows: 500, text: '' };
  const ask = { usesIndex: null, noScanOf: [], maxRows: null };
  expect(checkPlan({ ...ask, usesIndex: true, maxRows: 500 }, plan).correct).toBe(true);
  expect(checkPlan({ ...ask, usesIndex: 'other' }, plan).message).toContain(
    'it uses orders_by_day',
  );
  expect(checkPlan({ ...ask, noScanOf: ['Customers'] }, plan).message).toContain('reads all of');
  expect(checkPlan({ ...ask, maxRows: 10 }, plan).message).toContain('expects 500 rows');
});

test('a probe', () => {
  const probe = { name: 'an order of nobody', accepted: false, sqlstate: '23503' };
  const refused = { accepted: false, sqlstate: '23503', error: 'violates' };
  expect(checkProbe(probe, refused).correct).toBe(true);
  expect(checkProbe(probe, { ...refused, accepted: true }).message).toContain('should be refused');
  expect(checkProbe(probe, { ...refused, sqlstate: '42P01' }).message).toContain('another reason');
  expect(checkProbe({ ...probe, accepted: true }, refused).message).toContain('should be taken');
});
