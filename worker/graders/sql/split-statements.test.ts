import { describe, expect, test } from '@jest/globals';
import type { SqlEngine } from '../../../grading/kinds/sql/types.ts';
import { splitStatements } from './split-statements.ts';

const texts = (sql: string, engine: SqlEngine = 'postgresql'): string[] =>
  splitStatements(sql, engine).map(({ text }) => text);

describe('splitStatements', () => {
  test('splits at semicolons and drops what is no statement', () => {
    expect(texts('SELECT 1; ;\n-- c;\n/* ; */ SELECT 2 ;')).toEqual(['SELECT 1', 'SELECT 2']);
    expect(texts(' -- nothing\n')).toEqual([]);
  });

  test('tells the line of each', () => {
    expect(splitStatements('-- a\n\nSELECT\n1;\n/* b\n */ SELECT 2', 'postgresql')).toEqual([
      { text: 'SELECT\n1', line: 3 },
      { text: 'SELECT 2', line: 6 },
    ]);
  });

  test.each<[name: string, engine: SqlEngine, sql: string]>([
    ['quotes', 'postgresql', `SELECT 'a;''b;', "c;""d;"`],
    ['a backslash that is one', 'postgresql', String.raw`SELECT '\'`],
    ['a backslash that escapes', 'postgresql', String.raw`SELECT E'\';'`],
    ['a backslash in MySQL', 'mysql', String.raw`SELECT '\';', "\";"`],
    ['dollar quotes', 'postgresql', 'DO $$ a; b $$'],
    ['dollar quotes with a tag', 'postgresql', 'DO $f$ a; $$ b; $f$'],
    ['a parameter', 'postgresql', 'PREPARE p AS SELECT $1'],
    ['nested comments', 'postgresql', 'SELECT /* a; /* b; */ c; */ 1'],
    ['backticks', 'mysql', 'SELECT `a;b`'],
    ['brackets', 'sqlite', 'SELECT [a;b]'],
    [
      'a body',
      'postgresql',
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END',
    ],
    [
      'a trigger',
      'mysql',
      'CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN IF 1 THEN SET @a = 1; END IF; SET @b = 2; END',
    ],
    ['what nothing closes', 'postgresql', "SELECT 'a; SELECT 2"],
  ])('leaves %s whole', (_name, engine, sql) => {
    expect(texts(sql, engine)).toEqual([sql]);
    if (!sql.includes("'a; ")) expect(texts(`${sql};SELECT 2`, engine)).toEqual([sql, 'SELECT 2']);
  });

  test('BEGIN is a transaction where nothing is created', () => {
    expect(texts('BEGIN; SELECT 1; END; SELECT 2')).toEqual([
      'BEGIN',
      'SELECT 1',
      'END',
      'SELECT 2',
    ]);
    expect(texts('START TRANSACTION; # one; two\nCOMMIT', 'mysql')).toEqual([
      'START TRANSACTION',
      'COMMIT',
    ]);
  });
});
