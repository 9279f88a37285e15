import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  openSandbox,
  PYTHON_LEASE,
  runPython,
  SANDBOX_START_MS,
  stderrOf,
  stdoutOf,
  withCell,
  type TestSandbox,
} from '../support/sandbox.ts';
import { takeInventory } from './house.ts';
import { LEFTOVERS } from './leftover-attacks.ts';
import { ATTACKS as FIRST_ATTACKS, LOOK_AROUND } from './sandbox-attack-programs.ts';
import { SEARCHES } from './search-attacks.ts';

/** Time is the limit of few attacks; the others are to reach their end on the busiest machine. */
const SHORT = { cpuTimeMs: 500, wallTimeMs: 4000 };
const AMPLE = { cpuTimeMs: 10_000, wallTimeMs: 30_000 };
const ATTACKS = [...FIRST_ATTACKS, ...LEFTOVERS, ...SEARCHES];

/** Each attack fails, and who comes next on the same cell finds nothing and can do everything. */
describe.each(['recycled', 'fresh'] as const)('attacks in %s cells', (isolation) => {
  let sandbox: TestSandbox;
  const uids = new Set<string>();
  let untouched: string;

  beforeAll(async () => {
    // One lease at a time: in recycled mode the next session is in the attacked cell.
    sandbox = await openSandbox({ isolation, concurrency: 1 });
    untouched = await takeInventory(sandbox, PYTHON_LEASE);
  }, SANDBOX_START_MS);
  afterAll(async () => {
    const { started } = sandbox.stats();
    await sandbox.close();
    expect(sandbox.troubles).toEqual([]);
    // No attack made the cell unfit, or the sessions that looked around proved nothing.
    if (isolation === 'recycled') expect(started).toBe(1);
  });

  const lookAround = async (): Promise<void> => {
    const facts = await withCell(sandbox, PYTHON_LEASE, (cell) => runPython(cell, LOOK_AROUND));
    expect(stderrOf(facts)).toBe('');
    const [, uid] = /^clean (\d+)\n$/.exec(stdoutOf(facts)) ?? [];
    expect({ uid, said: stdoutOf(facts) }).toEqual({
      uid: expect.stringMatching(/^[1-9]/),
      said: expect.stringMatching(/^clean/),
    });
    uids.add(uid!);
    expect(facts).toMatchObject({
      exit: { kind: 'exited', code: 0 },
      stoppedBy: null,
      memoryKills: 0,
      processLimitHits: 0,
    });
  };

  test.each(ATTACKS)(
    '$name',
    async ({ source, attempts, endsByLimit }) => {
      const facts = await withCell(sandbox, PYTHON_LEASE, (cell) =>
        runPython(cell, source, endsByLimit ? SHORT : AMPLE),
      );
      expect(stdoutOf(facts)).not.toContain('BROKE');
      if (endsByLimit) {
        const limited = facts.stoppedBy ?? (facts.memoryKills > 0 ? 'memory' : 'nothing');
        expect(['cpu-time', 'wall-time', 'memory']).toContain(limited);
      } else {
        expect(stderrOf(facts)).toBe('');
        const held = stdoutOf(facts)
          .split('\n')
          .filter((line) => line.startsWith('held:'));
        expect(held.length).toBeGreaterThanOrEqual(attempts);
      }
      await lookAround();
      if (isolation === 'recycled') {
        expect(await takeInventory(sandbox, PYTHON_LEASE)).toBe(untouched);
      }
    },
    90_000,
  );

  test('no user id came twice', () => {
    if (isolation === 'recycled') expect(uids.size).toBe(ATTACKS.length);
    else expect(uids.size).toBeGreaterThan(0);
  });
});
