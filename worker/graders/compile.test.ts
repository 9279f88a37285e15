import { describe, expect, test } from '@jest/globals';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import { complaintOf } from './compile.ts';

const facts = (changed: Partial<RunFacts>, said = ''): RunFacts => ({
  exit: { kind: 'exited', code: 0 },
  stoppedBy: null,
  cpuTimeMs: 300,
  wallTimeMs: 400,
  peakMemoryBytes: 60_000_000,
  memoryKills: 0,
  processLimitHits: 0,
  stdout: { bytes: new Uint8Array(), truncated: false },
  stderr: { bytes: Buffer.from(said), truncated: false },
  ...changed,
});
const FAILED = { exit: { kind: 'exited', code: 1 } } as const;

describe('what a learner reads of the compiler', () => {
  test('nothing where it worked, warnings or not', () => {
    expect(complaintOf(facts({}, 'Note: deprecated'))).toBeNull();
  });

  test("names the learner's own files", () => {
    const said = '/app/util/List.java:3: error: cannot find symbol\n';
    expect(complaintOf(facts(FAILED, said))).toBe('util/List.java:3: error: cannot find symbol');
  });

  test('no more than 120 lines, and how many more there were', () => {
    const complaint = complaintOf(facts(FAILED, 'wrong\n'.repeat(500)))!;
    expect(complaint.split('\n')).toHaveLength(121);
    expect(complaint).toMatch(/\(380 more lines\)$/);
  });

  test('a limit that was hit is told, whatever was printed before', () => {
    const killed = { exit: { kind: 'signaled', signal: 9 }, memoryKills: 1 } as const;
    expect(complaintOf(facts(killed, 'half a mess'))).toContain('more memory');
    const stopped = { exit: { kind: 'signaled', signal: 9 }, stoppedBy: 'cpu-time' } as const;
    expect(complaintOf(facts(stopped))).toContain('stopped after 15 s');
  });

  test('a flood of messages is a failure too, and a silent failure is told', () => {
    const flooded = { exit: { kind: 'signaled', signal: 9 }, stoppedBy: 'output' } as const;
    expect(complaintOf(facts(flooded, 'Main.java:1: error'))).toBe('Main.java:1: error');
    expect(complaintOf(facts(FAILED))).toBe('The compiler failed without a message.');
  });

  test('a compiler that is not there is our failure', () => {
    const absent = { exit: { kind: 'not-started', error: 'ENOENT' } } as const;
    expect(() => complaintOf(facts(absent))).toThrow('ENOENT');
  });
});
