import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import type { WardenSession } from '../../worker/sandbox/warden/warden.ts';
import { CELL_LIMITS, canaryRun, startCell, type TestCell } from '../support/warden-cell.ts';

const SESSION = { diskBytes: CELL_LIMITS.diskBytes };
const NOTE = { files: [{ path: 'note', content: 'still here\n' }] };
const readNote = (session: WardenSession, keepFiles: boolean): Promise<RunFacts> =>
  session.start(canaryRun(['cat', '/work/note'], { keepFiles })).facts;
const text = (facts: RunFacts): string => Buffer.from(facts.stdout.bytes).toString();

describe.each(['recycled', 'fresh'] as const)(
  'a program started again in a %s cell',
  (isolation) => {
    let cell: TestCell;
    let session: WardenSession;

    beforeAll(async () => {
      cell = await startCell(isolation);
      session = cell.warden.beginSession(SESSION);
    }, 180_000);

    afterAll(async () => {
      const report = await session.end();
      await cell.destroy();
      expect(report).toEqual({ clean: true, anomalies: [] });
    });

    test('finds its files where they are kept, as often as they are, and nowhere else', async () => {
      await session.start(canaryRun(['exit'], NOTE)).facts;
      expect(text(await readNote(session, true))).toBe('still here\n');
      expect(text(await readNote(session, true))).toBe('still here\n');
      expect(text(await readNote(session, false))).toBe('');
      expect(text(await readNote(session, true))).toBe('');
    });

    test('finds them after it was killed, and may be given more', async () => {
      const sleeper = session.start(canaryRun(['sleep'], NOTE));
      sleeper.kill();
      expect((await sleeper.facts).stoppedBy).toBe('cancelled');
      const more = { files: [{ path: 'more', content: 'more\n' }], keepFiles: true };
      expect(text(await session.start(canaryRun(['cat', '/work/more'], more)).facts)).toBe(
        'more\n',
      );
      expect(text(await readNote(session, true))).toBe('still here\n');
    });

    test('is asked to end, and ends as such programs do', async () => {
      const sleeper = session.start(canaryRun(['sleep']));
      sleeper.terminate();
      expect(await sleeper.facts).toMatchObject({
        exit: { kind: 'signaled', signal: 15 },
        stoppedBy: null,
      });
      // Nobody is there to ask.
      sleeper.terminate();
      expect(text(await session.start(canaryRun(['cat', '/work/note'])).facts)).toBe('');
    });
  },
);

test.each([
  ['before any run', null],
  ['after a compiler', 'compile'],
] as const)(
  'there is nothing to keep %s',
  async (_when, role) => {
    const cell = await startCell('recycled');
    try {
      const session = cell.warden.beginSession(SESSION);
      if (role !== null) await session.start(canaryRun(['exit'], { role })).facts;
      await expect(readNote(session, true)).rejects.toThrow();
      expect(cell.stderr()).toContain('frame out of place (type 0x05');
    } finally {
      await cell.destroy();
    }
  },
  180_000,
);
