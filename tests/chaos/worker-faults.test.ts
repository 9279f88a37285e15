import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { errorCode } from '../../platform/error-code.ts';
import { registerLearner } from '../bench/http-submission.ts';
import { readWork, type Work } from '../workers/work.ts';
import { Installation } from './installation.ts';
import { Learner, type Told } from './learner.ts';

/** What a worker does when its engine breaks, its disk is full, or it is asked to stop. */
const START_TIMEOUT_MS = 300_000;
const TEST_TIMEOUT_MS = 180_000;
const POLL_MS = 50;
/** More than what it takes to pause both workers. */
const MANY = 8;

const mounted: string[] = [];
const isRoot = process.getuid?.() === 0;
if (!isRoot) process.stderr.write('worker-faults skipped: an engine of its own needs root\n');

(isRoot ? describe : describe.skip)('two workers on an engine of their own', () => {
  let on: Installation;
  let database: Database;
  let learner: Learner;
  let accepted: Work;
  let handedIn = 0;

  beforeAll(async () => {
    on = await Installation.start({
      ...{ queue: 'postgresql', languages: ['python'], ownEngine: true, seed: process.pid },
    });
    database = openDatabase(on.databaseUrl, { poolSize: 1 });
    learner = new Learner(on.apiUrl, await registerLearner(on.apiUrl, 'learner'), new Map());
    accepted = (await readWork(['python'], /^accepted-/))[0]!;
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    for (const folder of mounted) spawnSync('umount', ['--lazy', folder]);
    await database.close();
    await on.end({ keepLogs: false });
  }, TEST_TIMEOUT_MS);

  const handIn = (count: number, work = accepted): Promise<Told>[] =>
    Array.from({ length: count }, () => learner.handIn(work, `faults-${(handedIn += 1)}`));

  const attemptsOf = async (told: readonly Told[]): Promise<string[]> => {
    const found = await database.prisma.attempt.findMany({
      where: { submissionId: { in: told.map(({ id }) => id) } },
    });
    return found.map(({ state }) => state);
  };

  const untilOneRuns = async (): Promise<void> => {
    while ((await database.prisma.attempt.count({ where: { state: 'running' } })) === 0) {
      await sleep(POLL_MS);
    }
  };

  const verdicts = (told: readonly Told[]): readonly (string | null)[] =>
    told.map(({ verdict }) => verdict);
  const allAccepted = Array.from({ length: MANY }, () => 'AC');

  test(
    'SIGTERM under load ends them in good order, and loses no attempt',
    async () => {
      const handed = handIn(MANY);
      await untilOneRuns();
      // 1 would mean that it did not end within its bound (platform/shutdown).
      expect(await on.workers[0]!.terminate()).toBe(0);
      expect(await on.api.terminate()).toBe(0);
      const told = await Promise.all(handed);
      expect(verdicts(told)).toEqual(allAccepted);
      // What was handed back left no attempt behind.
      expect(await attemptsOf(told)).toEqual(told.map(() => 'succeeded'));
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'an engine that is gone pauses them, and they go on by themselves when it is back',
    async () => {
      const [one, other] = on.workers;
      await Promise.all([one!.untilReady(), other!.untilReady()]);
      const before = on.workers.map((worker) => worker.said('worker-resumed'));
      await on.engine!.kill();
      const handed = handIn(MANY);
      while (on.workers.some((worker) => worker.said('worker-paused') === 0)) await sleep(POLL_MS);
      await on.engine!.restart();
      const told = await Promise.all(handed);
      expect(verdicts(told)).toEqual(allAccepted);
      // None of them was counted against its submission.
      expect((await attemptsOf(told)).filter((state) => state === 'failed')).toEqual([]);
      for (const [index, worker] of on.workers.entries()) {
        while (worker.said('worker-resumed') === before[index]) await sleep(POLL_MS);
        expect(worker.crashes).toBe(0);
      }
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'a full disk under their cache costs time, and no verdict',
    async () => {
      for (const { name } of on.workers) await fillUp(join(on.folder, `cache-of-${name}`));
      // Started anew, they know no exercise yet, and can keep none.
      const codes = await Promise.all(on.workers.map((worker) => worker.terminate()));
      expect(codes).toEqual([0, 0]);
      const [full] = await readWork(['python'], /^fills-the-disk-/);
      // A cell's own full disk is the program's to deal with: this one does, and is right.
      const told = await Promise.all([...handIn(2), ...handIn(1, full)]);
      expect(verdicts(told)).toEqual(['AC', 'AC', 'AC']);
      expect(await attemptsOf(told)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    },
    TEST_TIMEOUT_MS,
  );
});

/** A file system of 64 KiB without any room left; unmounted at the end. */
async function fillUp(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  expect(status).toBe(0);
  mounted.push(folder);
  const full = await writeFile(join(folder, 'filler'), Buffer.alloc(1 << 20)).catch(errorCode);
  expect(full).toBe('ENOSPC');
}
