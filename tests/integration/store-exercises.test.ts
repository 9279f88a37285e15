import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packAuthorsPart } from '../../grading/catalogue/authors-part.ts';
import type { Exercise } from '../../grading/catalogue/exercise.ts';
import { createExerciseCache } from '../../platform/database/exercise-cache.ts';
import {
  loadAuthorsPart,
  loadExerciseVersion,
  storedVersions,
  syncExercises,
} from '../../platform/database/exercise-versions.ts';
import type { ExerciseToStore } from '../../platform/database/exercise-versions.ts';
import { sweep } from '../../platform/database/grading-store.ts';
import { newId } from '../../platform/database/new-id.ts';
import { openQueue } from '../../platform/queue/queue.ts';
import { withTestDatabase } from '../support/database.ts';
import { addSubmission, addUser, aHash, anExercise, aSubmission } from '../support/submissions.ts';

const db = withTestDatabase();

const pack = (exercise: Exercise): ExerciseToStore => ({
  exercise,
  bundle: Buffer.from(JSON.stringify(exercise)),
});
const unpack = (bundle: Uint8Array): Exercise =>
  JSON.parse(Buffer.from(bundle).toString()) as Exercise;

const catalogue = () =>
  db.database.prisma.exercise.findMany({
    orderBy: { id: 'asc' },
    select: { id: true, currentHash: true, published: true },
  });

describe('the catalogue in the store', () => {
  test('follows the folders: new, changed, gone and back, with every version kept', async () => {
    const [a, b] = [anExercise('aaa', aHash()), anExercise('bbb', aHash())];
    expect(await syncExercises(db.database, [pack(b), pack(a)])).toEqual({
      ...{ newVersions: 2, changed: ['aaa', 'bbb'], unpublished: [] },
    });
    expect(await syncExercises(db.database, [pack(a), pack(b)])).toEqual({
      ...{ newVersions: 0, changed: [], unpublished: [] },
    });

    const a2 = { ...a, contentHash: aHash(), title: 'Better' };
    expect(await syncExercises(db.database, [pack(a2)])).toEqual({
      ...{ newVersions: 1, changed: ['aaa'], unpublished: ['bbb'] },
    });
    expect(await catalogue()).toEqual([
      { id: 'aaa', currentHash: a2.contentHash, published: true },
      { id: 'bbb', currentHash: b.contentHash, published: false },
    ]);

    // Back to the old content: the version is there, and is current again.
    expect(await syncExercises(db.database, [pack(a), pack(b)])).toEqual({
      ...{ newVersions: 0, changed: ['aaa', 'bbb'], unpublished: [] },
    });
    for (const { contentHash } of [a, a2, b]) {
      expect(await loadExerciseVersion(db.database, contentHash)).not.toBeNull();
    }
    expect(await loadExerciseVersion(db.database, aHash())).toBeNull();
  });

  test('what it has under the same hash need not be packed again', async () => {
    const [old, added] = [anExercise('old', aHash()), anExercise('added', aHash())];
    const authorsPart = packAuthorsPart({ solutions: [], manifest: 'title: Old' });
    await syncExercises(db.database, [{ ...pack(old), authorsPart }]);
    expect(await storedVersions(db.database, [old, added])).toEqual(
      new Map([[old.contentHash, authorsPart.hash]]),
    );

    const given = [{ exercise: old, bundle: null }, pack(added)];
    expect(await syncExercises(db.database, given)).toMatchObject({
      ...{ newVersions: 1, changed: ['added'] },
    });
    const bundle = await loadExerciseVersion(db.database, old.contentHash);
    expect(bundle).toEqual(pack(old).bundle);
    expect(await loadAuthorsPart(db.database, old.contentHash)).toMatchObject({
      hash: authorsPart.hash,
    });
  });

  test('a version whose SQL engine the store has wrong is not taken for stored', async () => {
    const exercise = anExercise('engineless', aHash());
    await syncExercises(db.database, [pack(exercise)]);
    await db.database.pool.query(
      `UPDATE "ExerciseVersion" SET "sqlEngine" = 'sqlite' WHERE "contentHash" = $1`,
      [exercise.contentHash],
    );
    expect(await storedVersions(db.database, [exercise])).toEqual(new Map());
  });

  test('several processes may load the same folder at once', async () => {
    const exercises = Array.from({ length: 6 }, (_, index) =>
      pack(anExercise(`many-${index}`, aHash())),
    );
    const reports = await Promise.all(
      [exercises, exercises.toReversed(), exercises].map((given) =>
        syncExercises(db.database, given),
      ),
    );
    expect(reports.reduce((sum, report) => sum + report.newVersions, 0)).toBe(6);
    expect((await catalogue()).filter(({ published }) => published)).toHaveLength(6);
  });
});

describe('the cache of exercise versions', () => {
  let cacheDir: string;
  const exercise = anExercise('cached', aHash());
  const file = (): string => join(cacheDir, 'exercises', `${exercise.contentHash}.bundle`);

  beforeAll(async () => {
    cacheDir = await mkdtemp(join(tmpdir(), 'assay-cache-'));
    await syncExercises(db.database, [pack(exercise)]);
  });
  afterAll(() => rm(cacheDir, { recursive: true, force: true }));

  test('reads the store once, then memory, then disk', async () => {
    const cache = createExerciseCache(db.database, cacheDir, unpack);
    const [first, second] = await Promise.all([1, 2].map(() => cache.load(exercise.contentHash)));
    expect(first).toEqual(exercise);
    expect(second).toBe(first);
    expect(await readdir(join(cacheDir, 'exercises'))).toEqual([`${exercise.contentHash}.bundle`]);

    const { database } = db;
    const gone = { ...database, pool: { query: () => Promise.reject(new Error('not asked')) } };
    const fromDisk = createExerciseCache(gone as unknown as typeof database, cacheDir, unpack);
    expect(await fromDisk.load(exercise.contentHash)).toEqual(exercise);
  });

  test('a file that was cut short or altered is not believed, and is replaced', async () => {
    const good = await readFile(file());
    for (const bad of [
      good.subarray(0, good.length - 1),
      Buffer.from(good).fill(65, 40, 41),
      Buffer.alloc(0),
    ]) {
      await writeFile(file(), bad);
      const cache = createExerciseCache(db.database, cacheDir, unpack);
      expect(await cache.load(exercise.contentHash)).toEqual(exercise);
      expect(await readFile(file())).toEqual(good);
    }
  });

  test('what is not there or not a hash is an error, each time', async () => {
    const cache = createExerciseCache(db.database, cacheDir, unpack);
    const unknown = aHash();
    await expect(cache.load(unknown)).rejects.toThrow(`no exercise version ${unknown}`);
    await expect(cache.load(unknown)).rejects.toThrow(`no exercise version ${unknown}`);
    await expect(cache.load('../../etc/passwd')).rejects.toThrow('Not a content hash');
  });

  test('a bundle of another version is refused', async () => {
    const wrong = { ...exercise, contentHash: aHash() };
    await syncExercises(db.database, [{ ...pack(exercise), exercise: wrong }]);
    const cache = createExerciseCache(db.database, cacheDir, unpack);
    await expect(cache.load(wrong.contentHash)).rejects.toThrow(exercise.contentHash);
  });

  test('a disk that takes nothing costs no result', async () => {
    const readOnly = join(cacheDir, 'file');
    await writeFile(readOnly, '');
    await chmod(readOnly, 0o400);
    const cache = createExerciseCache(db.database, readOnly, unpack);
    expect(await cache.load(exercise.contentHash)).toEqual(exercise);
  });
});

test('a sweep removes old events and sessions, and leaves the rest', async () => {
  const { prisma } = db.database;
  const exercise = anExercise('swept', aHash());
  await syncExercises(db.database, [pack(exercise)]);
  const userId = await addUser(db.database);
  const [old, young] = await Promise.all(
    [1, 2].map(() =>
      addSubmission(db.database, aSubmission(userId, 'swept', exercise.contentHash)),
    ),
  );
  const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
  await prisma.submissionEvent.updateMany({
    where: { submissionId: old ?? '' },
    data: { createdAt: twoDaysAgo },
  });
  const session = (expiresAt: Date) => {
    const data = { id: newId(), userId, csrfToken: 'x', expiresAt };
    return prisma.session.create({ data: { ...data, tokenHash: Buffer.from(newId()) } });
  };
  await session(twoDaysAgo);
  const current = await session(new Date(Date.now() + 60_000));

  const queue = openQueue({ databaseUrl: db.url, redisUrl: null });
  const report = await sweep(db.database, queue);
  await queue.close();
  expect(report).toMatchObject({ deletedEvents: 1, deletedSessions: 1 });
  const events = await prisma.submissionEvent.findMany();
  expect(events.map((event) => event.submissionId)).toEqual([young]);
  expect((await prisma.session.findMany()).map(({ id }) => id)).toEqual([current.id]);
});
