import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { formatProblem } from '../manifest/problem.ts';
import { FOLDER, makeRoot, write } from './exercise-folder.fixture.ts';
import { scanExercises } from './scan-exercises.ts';

let root: string;
beforeEach(async () => {
  root = await makeRoot();
});
afterEach(() => rm(root, { recursive: true, force: true }));

const MANIFEST = `format: 1
title: Count
kind: sql
topics: [algorithms]
difficulty: easy
points: 10
languages: [sql]
sql: { engine: postgresql, task: query }
`;
const CASE = `cases: [{ name: one, expect: { columns: [n], rows: [[0]] } }]\n`;

test('a kind without a grader is refused where exercises are published and verified', async () => {
  await write(root, {
    [`${FOLDER}/exercise.yaml`]: MANIFEST,
    [`${FOLDER}/statement.md`]: '# Count\n',
    [`${FOLDER}/starter/sql/main.sql`]: 'SELECT 1;\n',
    [`${FOLDER}/database/schema.sql`]: 'CREATE TABLE t (n int);\n',
    [`${FOLDER}/tests/sample/a.yaml`]: CASE,
    [`${FOLDER}/tests/secret/b.yaml`]: CASE.replace('one', 'two'),
  });
  const { exercises, problems } = await scanExercises(root);
  expect(exercises).toEqual([]);
  expect(problems.map(formatProblem)).toEqual([
    expect.stringContaining('Exercises of kind "sql" can be described, but not graded yet.'),
  ]);
  expect(problems[0]?.file).toBe(join(root, FOLDER, 'exercise.yaml'));
});
