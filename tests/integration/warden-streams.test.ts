import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import type { RunCommand } from '../../worker/sandbox/sandbox.ts';
import type { WardenSession } from '../../worker/sandbox/warden/warden.ts';
import {
  CELL_LIMITS,
  canaryRun,
  openCanaryRun,
  startCell,
  type TestCell,
} from '../support/warden-cell.ts';

const MIB = 1024 * 1024;
const text = (facts: RunFacts): string => Buffer.from(facts.stdout.bytes).toString();

describe.each(['recycled', 'fresh'] as const)('streams and files in a %s cell', (isolation) => {
  let cell: TestCell;
  let session: WardenSession;
  const run = (args: readonly string[], overrides?: Partial<RunCommand>): Promise<RunFacts> =>
    session.start(canaryRun(args, overrides)).facts;
  const cat = (path: string): Promise<RunFacts> => run(['cat', path]);

  beforeAll(async () => {
    cell = await startCell(isolation);
    session = cell.warden.beginSession({ diskBytes: CELL_LIMITS.diskBytes });
  }, 180_000);

  afterAll(async () => {
    const report = await session.end();
    await cell.destroy();
    expect(report).toEqual({ clean: true, anomalies: [] });
  });

  test('large stdin comes back on stdout, byte for byte', async () => {
    const bytes = randomBytes(5 * MIB + 123);
    const facts = await run(['echo'], { stdin: bytes, stdoutBytes: 6 * MIB });
    expect(facts).toMatchObject({
      exit: { kind: 'exited', code: 0 },
      stdout: { truncated: false },
    });
    expect(Buffer.compare(facts.stdout.bytes, bytes)).toBe(0);
  });

  test('a host that does not read stops the program, and limits hold all the same', async () => {
    cell.stdout.pause();
    const process = session.start(
      canaryRun(['flood'], { stdoutBytes: 500 * MIB, wallTimeMs: 300 }),
    );
    await sleep(600);
    cell.stdout.resume();
    const facts = await process.facts;
    expect(facts.stoppedBy).toBe('wall-time');
    expect(facts.stdout.bytes.length).toBeGreaterThan(0);
    expect((await run(['exit', '2'])).exit).toEqual({ kind: 'exited', code: 2 });
  });

  test('exactly the cap is not too much', async () => {
    const bytes = randomBytes(100_000);
    const facts = await run(['echo'], { stdin: bytes, stdoutBytes: bytes.length });
    expect(facts).toMatchObject({ stoppedBy: null, stdout: { truncated: false } });
  });

  test('a program may leave a large stdin unread', async () => {
    const facts = await run(['exit', '4'], { stdin: randomBytes(3 * MIB) });
    expect(facts.exit).toEqual({ kind: 'exited', code: 4 });
    const sleeper = await run(['sleep'], { stdin: randomBytes(3 * MIB), wallTimeMs: 100 });
    expect(sleeper.stoppedBy).toBe('wall-time');
  });

  test('a program can be talked with', async () => {
    const process = session.start(openCanaryRun(['echo']));
    let heard = '';
    const answer = new Promise<void>((resolve) => {
      process.onStdout((chunk) => {
        heard += Buffer.from(chunk).toString();
        if (heard === 'ping\n') process.write('pong\n');
        if (heard === 'ping\npong\n') resolve();
      });
    });
    process.write('ping\n');
    await answer;
    process.closeStdin();
    expect(text(await process.facts)).toBe('ping\npong\n');
  });

  test('kill ends a program', async () => {
    const process = session.start(canaryRun(['sleep']));
    process.kill();
    expect(await process.facts).toMatchObject({
      exit: { kind: 'signaled', signal: 9 },
      stoppedBy: 'cancelled',
    });
  });

  test('arguments and environment arrive whole, and nothing else', async () => {
    const env = { NAME: 'väl=ue', EMPTY: '' };
    const facts = await run(['show', 'a b', '', 'ü\n'], { env });
    expect(text(facts)).toBe('a b\0\0ü\n\0\0NAME=väl=ue\0EMPTY=\0');
  });

  test('files in /app and /work, large and deep', async () => {
    const large = randomBytes(700_000);
    session.writeFiles([
      { path: 'a/b/c/deep.txt', content: 'deep' },
      { path: 'large.bin', content: large },
      { path: 'empty', content: '' },
    ]);
    expect(text(await cat('/app/a/b/c/deep.txt'))).toBe('deep');
    expect(Buffer.compare((await cat('/app/large.bin')).stdout.bytes, large)).toBe(0);
    expect(text(await cat('/app/empty'))).toBe('');
    session.writeFiles([{ path: 'a/b/c/deep.txt', content: 'new' }]);
    expect(text(await cat('/app/a/b/c/deep.txt'))).toBe('new');

    const files = [{ path: 'in/data.txt', content: 'case 1' }];
    expect(text(await run(['cat', '/work/in/data.txt'], { files }))).toBe('case 1');
    expect((await cat('/work/in/data.txt')).exit).toEqual({ kind: 'exited', code: 1 });
  });

  test("a compiler's links are replaced, not followed", async () => {
    session.writeFiles([{ path: 'victim/file', content: 'untouched' }]);
    await run(['link', '/app/victim', '/app/folder'], { role: 'compile' });
    await run(['link', '/app/victim/file', '/app/name'], { role: 'compile' });
    await run(['link', '/etc', '/app/outside'], { role: 'compile' });
    session.writeFiles([
      { path: 'folder/file', content: 'mine' },
      { path: 'name', content: 'mine' },
      { path: 'outside/passwd', content: 'mine' },
    ]);
    expect(text(await cat('/app/victim/file'))).toBe('untouched');
    for (const path of ['folder/file', 'name', 'outside/passwd'])
      expect(text(await cat(`/app/${path}`))).toBe('mine');
    expect((await cat('/etc/passwd')).exit).toEqual({ kind: 'exited', code: 1 });
  });

  test('what a compiler wrote to /app is there for the run, which cannot change it', async () => {
    await run(['link', 'made-by-compiler', '/app/made'], { role: 'compile' });
    expect((await run(['link', 'x', '/app/by-run'])).exit).toEqual({ kind: 'exited', code: 1 });
    expect((await run(['link', 'x', '/app/made'])).exit).toEqual({ kind: 'exited', code: 1 });
  });
});

describe('paths that no host should send', () => {
  test.each(['../x', 'a/../../x', '/etc/x', 'a//b', './x', 'a/', `${'d/'.repeat(40)}x`])(
    '%s',
    async (path) => {
      const cell = await startCell('recycled');
      try {
        const session = cell.warden.beginSession({ diskBytes: CELL_LIMITS.diskBytes });
        session.writeFiles([{ path, content: 'x' }]);
        const process = session.start(canaryRun(['exit']));
        await expect(process.facts).rejects.toThrow('make a file: EINVAL');
        expect(await session.end()).toEqual({ clean: false, anomalies: ['make a file: EINVAL'] });
      } finally {
        await cell.destroy();
      }
    },
    30_000,
  );
});
