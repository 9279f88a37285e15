import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LeaseRequest } from '../../worker/sandbox/sandbox.ts';
import {
  MIB,
  openSandbox,
  runJavaScript,
  runPython,
  SANDBOX_START_MS,
  stderrOf,
  stdoutOf,
  withCell,
  type TestSandbox,
} from '../support/sandbox.ts';

interface Programs {
  readonly request: LeaseRequest;
  readonly run: typeof runPython;
  readonly hello: string;
  readonly loop: string;
  readonly sleep: string;
  readonly forkBomb: string;
  readonly eatMemory: string;
  readonly flood: string;
  readonly exit3: string;
  readonly silent: string;
  readonly dies: string;
  readonly syntaxError: string;
}

const PROGRAMS: Readonly<Record<string, Programs>> = {
  python: {
    request: { image: 'python', memoryBytes: 64 * MIB, processes: 16 },
    run: runPython,
    hello: 'print("hello", input())',
    loop: 'while True: pass',
    sleep: 'import time\ntime.sleep(60)',
    forkBomb: 'import os\nwhile True:\n  os.fork()',
    eatMemory: 'blocks = []\nwhile True: blocks.append(b"x" * 1048576)',
    flood: 'while True: print("x" * 1000)',
    exit3: 'raise SystemExit(3)',
    silent: '',
    dies: 'import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)',
    syntaxError: 'def (:',
  },
  javascript: {
    request: { image: 'javascript', memoryBytes: 128 * MIB, processes: 32 },
    run: runJavaScript,
    hello: 'console.log("hello", require("fs").readFileSync(0, "utf8").trim())',
    loop: 'for (;;);',
    sleep: 'setTimeout(() => {}, 60000)',
    forkBomb:
      'const {spawn} = require("child_process"); const go = () => { spawn(process.execPath, [__filename]).on("error", () => {}); setImmediate(go); }; go()',
    eatMemory: 'const blocks = []; for (;;) blocks.push(Buffer.alloc(1 << 20, 1))',
    flood: 'for (;;) require("fs").writeSync(1, "x".repeat(1000))',
    exit3: 'process.exit(3)',
    silent: '',
    dies: 'process.kill(process.pid, "SIGSEGV"); for (;;);',
    syntaxError: 'function (',
  },
};

describe.each(['recycled', 'fresh'] as const)('facts in %s cells', (isolation) => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await openSandbox({ isolation });
  }, SANDBOX_START_MS);
  afterAll(async () => {
    // A busy engine may remove them late, which is nothing of theirs.
    const troubles = [...sandbox.troubles];
    await sandbox.close();
    expect(troubles).toEqual([]);
  });

  describe.each(Object.entries(PROGRAMS))('%s', (_name, programs) => {
    const facts = (source: string, overrides: Parameters<typeof runPython>[2] = {}) =>
      withCell(sandbox, programs.request, (cell) => programs.run(cell, source, overrides));

    /** After each misdeed: the next submission runs as if nothing had been. */
    const nextIsUnharmed = async (): Promise<void> => {
      const next = await facts(programs.hello, { stdin: 'world\n' });
      expect(stderrOf(next)).toBe('');
      expect(stdoutOf(next)).toBe('hello world\n');
      expect(next).toMatchObject({
        exit: { kind: 'exited', code: 0 },
        stoppedBy: null,
        memoryKills: 0,
        processLimitHits: 0,
      });
    };

    test(
      'loops',
      async () => {
        const looped = await facts(programs.loop, { cpuTimeMs: 300 });
        expect(looped).toMatchObject({ stoppedBy: 'cpu-time' });
        expect(looped.cpuTimeMs).toBeGreaterThanOrEqual(300);
        await nextIsUnharmed();
      },
      SANDBOX_START_MS,
    );

    test('sleeps', async () => {
      const slept = await facts(programs.sleep, { wallTimeMs: 500 });
      expect(slept).toMatchObject({ stoppedBy: 'wall-time' });
      await nextIsUnharmed();
    });

    test('forks without end', async () => {
      const forked = await facts(programs.forkBomb, { cpuTimeMs: 1000, wallTimeMs: 3000 });
      expect(forked.processLimitHits + Number(forked.stoppedBy !== null)).toBeGreaterThan(0);
      expect(forked.processLimitHits).toBeGreaterThan(0);
      await nextIsUnharmed();
    });

    test('eats memory', async () => {
      const ate = await facts(programs.eatMemory);
      expect(ate.memoryKills).toBeGreaterThan(0);
      expect(ate.exit).toEqual({ kind: 'signaled', signal: 9 });
      await nextIsUnharmed();
    });

    test('floods stdout', async () => {
      const flooded = await facts(programs.flood);
      expect(flooded).toMatchObject({ stoppedBy: 'output', stdout: { truncated: true } });
      expect(flooded.stdout.bytes.length).toBe(64 * 1024);
      await nextIsUnharmed();
    });

    test('exits with 3', async () => {
      const exited = await facts(programs.exit3);
      expect(exited).toMatchObject({ exit: { kind: 'exited', code: 3 }, stoppedBy: null });
    });

    test('never reads its stdin, and writes nothing', async () => {
      const silent = await facts(programs.silent, { stdin: 'x'.repeat(MIB) });
      expect(silent).toMatchObject({ exit: { kind: 'exited', code: 0 }, stoppedBy: null });
      expect(silent.stdout.bytes.length).toBe(0);
      await nextIsUnharmed();
    });

    test('dies by a signal', async () => {
      const died = await facts(programs.dies);
      expect(died).toMatchObject({ exit: { kind: 'signaled', signal: 11 }, memoryKills: 0 });
      await nextIsUnharmed();
    });

    test('is no program of its language', async () => {
      const refused = await facts(programs.syntaxError);
      expect(refused).toMatchObject({ exit: { kind: 'exited', code: 1 }, stoppedBy: null });
      expect(stderrOf(refused)).toContain('SyntaxError');
    });
  });

  test('says the version of a language', async () => {
    expect(await sandbox.imageVersion('python')).toMatch(
      /^Python 3\.\d+\.\d+ with Flask [\d.]+ and Django [\d.]+$/,
    );
    expect(await sandbox.imageVersion('javascript')).toMatch(
      /^Node\.js v\d+\.\d+\.\d+ with Express [\d.]+$/,
    );
  });

  test('an image that does not exist is named, with those that do', async () => {
    const request = { image: 'cobol', memoryBytes: 64 * MIB, processes: 8 };
    await expect(sandbox.lease(request)).rejects.toThrow(/"cobol".*javascript, .*python/);
  });
});
