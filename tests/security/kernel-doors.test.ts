import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LeaseRequest } from '../../worker/sandbox/sandbox.ts';
import {
  MIB,
  openSandbox,
  SANDBOX_START_MS,
  stdoutOf,
  withCell,
  type TestSandbox,
} from '../support/sandbox.ts';
import { takeInventory } from './house.ts';
import { DOORS, KERNEL_DOORS } from './kernel-doors.ts';

/** The same doors from the image of every language and engine: all closed, and nothing left. */
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox({ concurrency: 1 });
}, SANDBOX_START_MS);
afterAll(() => sandbox.close());

test.each(['python', 'javascript', 'java', 'csharp', 'sqlite', 'postgresql', 'mariadb'])(
  `a program in the image %s tries ${DOORS.length} calls, sockets and files of the kernel`,
  async (image) => {
    const request: LeaseRequest = { image, memoryBytes: 64 * MIB, processes: 16 };
    const before = await takeInventory(sandbox, request);
    const facts = await withCell(sandbox, request, (cell) => {
      cell.writeFiles([{ path: 'doors.pl', content: KERNEL_DOORS }]);
      return cell.run({
        ...{ argv: ['/usr/bin/perl', '/app/doors.pl'], role: 'run', stdin: '' },
        ...{ cpuTimeMs: 2000, wallTimeMs: 6000, stdoutBytes: MIB, stderrBytes: MIB },
        diskBytes: 4 * MIB,
      });
    });
    expect(stdoutOf(facts).split('\n').slice(0, -1)).toEqual(DOORS.map((name) => `held ${name}`));
    expect(await takeInventory(sandbox, request)).toBe(before);
    expect(sandbox.troubles).toEqual([]);
  },
  SANDBOX_START_MS,
);
