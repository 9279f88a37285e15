import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contentHash } from '../../grading/catalogue/content-hash.ts';
import type { Exercise } from '../../grading/catalogue/exercise.ts';
import type { ExerciseResource } from '../../grading/resource/resources.ts';
import {
  readRuntimeVersions,
  saveRuntimeVersion,
} from '../../platform/database/runtime-versions.ts';
import { RUNTIME_NAMES } from '../../grading/job/runtime-name.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { createVersionTeller } from '../../worker/tell-versions.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { makeExercise, publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { calls, functionExercise, plain } from '../support/function-exercise.ts';
import { httpExercise, SPEC } from '../support/http-exercise.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import { shop, sqlExercise } from '../support/sql-exercise.ts';

const db = withTestDatabase();
let api: TestApi;

const named = (id: string, exercise: Exercise): Exercise => {
  const renamed = { ...exercise, id };
  return { ...renamed, contentHash: contentHash(renamed) };
};
const EXERCISES: readonly Exercise[] = [
  makeExercise('plain-program'),
  named('of-function', functionExercise(plain('addAll', ['int[]'], 'int'), calls([[[[1]], 1]]))),
  named('of-http', httpExercise([], {}, { ...SPEC, start: { python: ['flask', 'run'] } })),
  named('of-sql', sqlExercise(shop('query'), [])),
];

beforeAll(async () => {
  await publish(db.database, EXERCISES);
  api = await startApi(db.database);
});
afterAll(() => api.close());

const exercise = async (id: string): Promise<ExerciseResource> =>
  (await api.call('GET', `exercises/${id}`)).json as ExerciseResource;

test('an exercise says what a solution must be, by its kind', async () => {
  expect((await exercise('plain-program')).contract).toEqual({ kind: 'program' });
  expect((await exercise('of-function')).contract).toEqual({
    ...{
      kind: 'function',
      signature: 'addAll(value1: int[]): int',
      types: ['Point(xValue: int, label: string)'],
    },
    comparison: 'What is returned must equal what is expected.',
  });
  const { contract } = await exercise('of-http');
  expect(contract).toMatchObject({ kind: 'http', port: 8080, readinessPath: '/', reuse: false });
  expect(contract.kind === 'http' && contract.start[0]).toEqual({
    ...{ language: 'python', command: ['flask', 'run'] },
  });
  expect((await exercise('of-sql')).contract).toMatchObject({
    ...{ kind: 'sql', engine: 'postgresql', task: 'query' },
    schema: expect.stringContaining('CREATE TABLE customer'),
  });
});

describe('versions of languages', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await openSandbox();
  }, SANDBOX_START_MS);
  afterAll(() => sandbox.close());

  test('are unknown until a worker told them; then the ETag changes too', async () => {
    const before = await api.call('GET', 'exercises/plain-program');
    expect((before.json as ExerciseResource).runtimes).toEqual([
      { language: 'python', version: null },
      { language: 'javascript', version: null },
    ]);
    await saveRuntimeVersion(db.database, 'python', 'Python 2');
    await saveRuntimeVersion(db.database, 'python', 'Python 3.0');
    const after = await api.call('GET', 'exercises/plain-program');
    expect((after.json as ExerciseResource).runtimes[0]?.version).toBe('Python 3.0');
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
  });

  test('are what the sandbox itself finds in its images; those of SQL are the engine’s', async () => {
    const teller = createVersionTeller({
      ...{ sandbox, runtimes: RUNTIME_NAMES, database: db.database, logger: silentLogger },
    });
    const [program, , , sql] = EXERCISES;
    await sandbox.imageTag('python');
    await sandbox.imageTag('postgresql');
    await teller.tellGraded(program!, 'python');
    await teller.tellGraded(sql!, 'sql');
    const versions = await readRuntimeVersions(db.database);
    expect(versions.get('python')).toMatch(/^Python 3\.\d+\.\d+ with Flask/);
    expect((await exercise('of-sql')).runtimes).toEqual([
      { language: 'sql', version: versions.get('postgresql') },
    ]);
    expect(versions.get('postgresql')).toMatch(/^PostgreSQL \d+/);
    await teller.tellBuilt();
    expect([...(await readRuntimeVersions(db.database)).keys()]).toContain('python');
  });

  test('of an image that is not built are not told, and nothing is built for them', async () => {
    const asked: string[] = [];
    const teller = createVersionTeller({
      sandbox: { builtVersion: (image) => (asked.push(image), Promise.resolve(null)) },
      ...{ runtimes: RUNTIME_NAMES, database: db.database, logger: silentLogger },
    });
    const before = await readRuntimeVersions(db.database);
    await teller.tellBuilt();
    expect(asked).toEqual([
      ...['python', 'javascript', 'java', 'csharp', 'sqlite', 'postgresql', 'mariadb'],
    ]);
    expect(await readRuntimeVersions(db.database)).toEqual(before);
  });
});
