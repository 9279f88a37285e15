import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import { CELL_LIMITS, canaryRun, startCell, type TestCell } from '../support/warden-cell.ts';

const text = (facts: RunFacts): string => Buffer.from(facts.stdout.bytes).toString();
const SESSION = { diskBytes: CELL_LIMITS.diskBytes };

describe('sessions of a recycled cell', () => {
  let cell: TestCell;

  beforeEach(async () => {
    cell = await startCell('recycled');
  }, 180_000);

  afterEach(async () => {
    await cell.destroy();
  });

  test('the next session finds nothing of the last one', async () => {
    const first = cell.warden.beginSession(SESSION);
    const left = await first.start(canaryRun(['leave-behind'], { role: 'compile' })).facts;
    expect(text(left)).toContain('a segment, a listening socket, a daemon');
    expect(await first.end()).toEqual({ clean: true, anomalies: [] });

    const second = cell.warden.beginSession(SESSION);
    const looked = await second.start(canaryRun(['find-leftovers'])).facts;
    expect(text(looked)).toBe('nothing found\n');
    expect(await second.end()).toEqual({ clean: true, anomalies: [] });
  });

  test('200 sessions in a row, all clean', async () => {
    for (let round = 0; round < 200; round += 1) {
      const session = cell.warden.beginSession(SESSION);
      session.writeFiles([{ path: `round-${String(round)}`, content: 'x' }]);
      const facts = await session.start(canaryRun(['exit', String(round % 7)])).facts;
      expect(facts.exit).toEqual({ kind: 'exited', code: round % 7 });
      expect(await session.end()).toEqual({ clean: true, anomalies: [] });
    }
  }, 60_000);

  test('a session may be begun before the last one has ended', async () => {
    const sessions = Array.from({ length: 5 }, () => cell.warden.beginSession(SESSION));
    const ends = sessions.map(async (session, index) => {
      const { exit } = await session.start(canaryRun(['exit', String(index)])).facts;
      return { exit, report: await session.end() };
    });
    expect(await Promise.all(ends)).toEqual(
      [0, 1, 2, 3, 4].map((code) => ({
        ...{ exit: { kind: 'exited', code }, report: { clean: true, anomalies: [] } },
      })),
    );
  });

  test('ending a session kills what runs in it', async () => {
    const session = cell.warden.beginSession(SESSION);
    const process = session.start(canaryRun(['sleep']));
    const failed = expect(process.facts).rejects.toThrow('the session was ended');
    expect(await session.end()).toEqual({ clean: true, anomalies: [] });
    await failed;
    const next = cell.warden.beginSession(SESSION);
    expect((await next.start(canaryRun(['exit'])).facts).exit).toEqual({ kind: 'exited', code: 0 });
  });

  test('disks that outgrow the memory cost the learner the run, not the cell', async () => {
    const session = cell.warden.beginSession(SESSION);
    const large = canaryRun(['fill-disk'], { diskBytes: CELL_LIMITS.memoryBytes });
    const facts = await session.start(large).facts;
    expect(facts.memoryKills).toBeGreaterThan(0);
    expect((await session.start(canaryRun(['exit', '5'])).facts).exit).toEqual({
      kind: 'exited',
      code: 5,
    });
    expect(await session.end()).toEqual({ clean: true, anomalies: [] });
  });
});

describe('a fresh cell', () => {
  test('serves one session', async () => {
    const cell = await startCell('fresh');
    try {
      const session = cell.warden.beginSession(SESSION);
      await session.start(canaryRun(['leave-behind'])).facts;
      expect(await session.end()).toEqual({ clean: true, anomalies: [] });
      const code = cell.exited();
      cell.warden.close();
      expect(await code).toBe(0);
    } finally {
      await cell.destroy();
    }
  }, 30_000);
});

describe('the end of the stream', () => {
  test.each(['recycled', 'fresh'] as const)(
    'kills everything in a %s cell',
    async (isolation) => {
      const cell = await startCell(isolation);
      try {
        const session = cell.warden.beginSession(SESSION);
        const process = session.start(canaryRun(['flood-stderr']));
        await new Promise<void>((resolve) => {
          process.onStderr(() => {
            resolve();
          });
        });
        const failed = expect(process.facts).rejects.toThrow();
        cell.stdin.end();
        expect(await cell.exited()).toBe(0);
        await failed;
        await expect(session.end()).rejects.toThrow();
        expect((await cell.warden.closed).message).toContain('ended');
      } finally {
        await cell.destroy();
      }
    },
    30_000,
  );
});

describe('malformed frames end the warden, with a line on stderr', () => {
  const frame = (length: number, type: number, reserved = 0, payload = Buffer.alloc(0)): Buffer => {
    const header = Buffer.alloc(8);
    header.writeUInt32LE(length, 0);
    header.writeUInt8(type, 4);
    header.writeUInt8(reserved, 5);
    return Buffer.concat([header, payload]);
  };
  const begin = frame(8, 0x01, 0, Buffer.alloc(8, 1));

  test.each([
    ['a payload above the maximum', frame(0xffffffff, 0x01)],
    ['a reserved byte that is set', frame(0, 0x01, 7)],
    ['a frame before BEGIN', frame(0, 0x08)],
    ['BEGIN of a wrong length', frame(3, 0x01, 0, Buffer.alloc(3))],
    ['a second BEGIN', Buffer.concat([begin, begin])],
    ['an unknown type', Buffer.concat([begin, frame(0, 0x7f)])],
    ['RUN without PREPARE', Buffer.concat([begin, frame(1, 0x05, 0, Buffer.alloc(1))])],
    [
      'a file with a path longer than its frame',
      Buffer.concat([begin, frame(4, 0x03, 0, Buffer.from([0, 0, 9, 0]))]),
    ],
    [
      'more of a file that was not begun',
      Buffer.concat([begin, frame(1, 0x04, 0, Buffer.alloc(1))]),
    ],
    ['bytes after END', Buffer.concat([begin, frame(0, 0x09), begin])],
  ])(
    '%s',
    async (_name, bytes) => {
      const cell = await startCell('recycled');
      try {
        const exited = cell.exited();
        cell.stdin.write(bytes);
        expect(await exited).toBe(1);
        expect((await cell.warden.closed).message).toContain('ended');
        expect(cell.stderr()).toContain('malformed frame or frame out of place');
      } finally {
        await cell.destroy();
      }
    },
    30_000,
  );
});
