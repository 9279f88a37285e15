import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SqlEngine } from '../../grading/kinds/sql/types.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import { after, gradeSql, looking, rows, shop, sqlExercise } from '../support/sql-exercise.ts';

/**
 * SQL that searches a sample's database, and whatever else it can ask of its engine, for rows of a
 * hidden dataset, for what is expected of them, and for what the grader will ask.
 */
const EXPECTED = 'QZE410771935526';
const LOOKED_AT = 'qzl902846613370';
const SECRET = new RegExp(`xyzzy|${EXPECTED}|${LOOKED_AT}`, 'i');

const SEARCHES: Readonly<Record<SqlEngine, readonly string[]>> = {
  postgresql: [
    'SELECT datname FROM pg_database',
    'SELECT query, application_name FROM pg_stat_activity',
    "SELECT relname, relnamespace::regnamespace::text FROM pg_class WHERE relkind IN ('r', 'v', 'S')",
    'SELECT rolname FROM pg_roles',
    'SELECT name, setting FROM pg_settings',
    'SELECT prosrc FROM pg_proc WHERE pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema)',
    'SELECT most_common_vals::text FROM pg_stats',
    'SELECT statement FROM pg_prepared_statements UNION ALL SELECT statement FROM pg_cursors',
    'SELECT description FROM pg_description UNION ALL SELECT description FROM pg_shdescription',
    'SELECT current_database(), session_user, current_query()',
    "SELECT * FROM customer UNION ALL SELECT 0, pg_read_file('base')",
  ],
  mysql: [
    'SHOW DATABASES',
    'SHOW FULL PROCESSLIST',
    'SELECT table_schema, table_name FROM information_schema.tables',
    'SELECT schema_name FROM information_schema.schemata',
    'SELECT info FROM information_schema.processlist',
    'SELECT variable_name, variable_value FROM information_schema.global_variables',
    'SHOW VARIABLES',
    'SELECT user, host FROM mysql.user',
    "SELECT LOAD_FILE('/srv/data/exercise/customer.ibd')",
    'SHOW BINARY LOGS',
    'SELECT database(), user(), current_user()',
  ],
  sqlite: [
    'SELECT name, sql FROM sqlite_master UNION ALL SELECT name, sql FROM sqlite_temp_master',
    'PRAGMA database_list',
    'SELECT file FROM pragma_database_list',
    "ATTACH '/work/hidden.db' AS other",
    "SELECT readfile('/work/hidden.db')",
    "SELECT load_extension('/work/x')",
    'SELECT * FROM pragma_function_list',
    'SELECT * FROM pragma_compile_options',
    'SELECT * FROM sqlite_stat1',
    'SELECT * FROM sqlite_dbpage',
  ],
};

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterAll(() => sandbox.close());

describe.each(['postgresql', 'mysql', 'sqlite'] as const)('%s', (engine) => {
  const exercise = sqlExercise(
    shop('change', { engine }),
    looking(
      { expect: rows([]) },
      {
        dataset: 'hidden',
        expect: rows([[EXPECTED]]),
        after: [after(`SELECT name AS ${LOOKED_AT} FROM customer`, [[EXPECTED]])],
      },
    ),
  );
  const shownOf = async (sql: string): Promise<string> => {
    const result = await gradeSql(sandbox, exercise, sql);
    expect(result.cases[1]?.sampleFeedback).toBeNull();
    return JSON.stringify(result);
  };

  test.each(SEARCHES[engine])('%s', async (sql) => {
    expect(await shownOf(sql)).not.toMatch(SECRET);
  });

  test('what a sample holds is shown, so that a search that finds something would be seen', async () => {
    expect(await shownOf('SELECT name FROM customer')).toContain('Ann');
  });
});
