import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { resolveLimits } from '../manifest/resolve.ts';
import type { ProcessExit, RunFacts, StopReason } from './facts.ts';
import { UnjudgeableRunError } from './unjudgeable-run-error.ts';
import { explain, verdictOf } from './verdict-of.ts';

const limits = resolveLimits({}, 'python');
const MIB = 1024 * 1024;

const factsOf = (changed: Partial<RunFacts> = {}): RunFacts => ({
  exit: { kind: 'exited', code: 0 },
  cpuTimeMs: 20,
  wallTimeMs: 30,
  peakMemoryBytes: 9.5 * MIB,
  memoryKills: 0,
  processLimitHits: 0,
  stoppedBy: null,
  stdout: { bytes: new Uint8Array(), truncated: false },
  stderr: { bytes: new Uint8Array(), truncated: false },
  ...changed,
});

const killed: ProcessExit = { kind: 'signaled', signal: 9 };
const exited = (code: number): ProcessExit => ({ kind: 'exited', code });

describe('verdictOf', () => {
  test.each<[string, Partial<RunFacts>, number, string]>([
    ['a good end', {}, 0, 'ok'],
    ['an expected exit code', { exit: exited(2) }, 2, 'ok'],
    ['an unexpected exit code', { exit: exited(3) }, 0, 'RTE'],
    ['another exit code than the expected one', { exit: exited(0) }, 2, 'WA'],
    ['a signal', { exit: { kind: 'signaled', signal: 11 } }, 0, 'RTE'],
    ['a signal where a code is expected', { exit: { kind: 'signaled', signal: 6 } }, 134, 'RTE'],
    ['a kill by memory', { exit: killed, memoryKills: 1 }, 0, 'MLE'],
    ['a kill by memory that the parent survived', { memoryKills: 1 }, 0, 'MLE'],
    ['memory before time', { exit: killed, memoryKills: 1, stoppedBy: 'wall-time' }, 0, 'MLE'],
    ['a stop by output', { exit: killed, stoppedBy: 'output' }, 0, 'OLE'],
    ['a stop by CPU time', { exit: killed, stoppedBy: 'cpu-time', cpuTimeMs: 2010 }, 0, 'TLE'],
    ['a stop by wall time', { exit: killed, stoppedBy: 'wall-time' }, 0, 'TLE'],
    ['too much CPU time though it ended', { cpuTimeMs: 2001 }, 0, 'TLE'],
    ['all of the CPU time', { cpuTimeMs: 2000 }, 0, 'ok'],
    ['too much CPU time and a bad end', { cpuTimeMs: 2001, exit: exited(1) }, 0, 'TLE'],
  ])('%s', (_name, changed, expectedExitCode, verdict) => {
    expect(verdictOf(factsOf(changed), limits, expectedExitCode)).toBe(verdict);
  });

  test('output over the cap is OLE even where the program ended before it was stopped', () => {
    const stdout = { bytes: new Uint8Array(), truncated: true };
    expect(verdictOf(factsOf({ stdout }), limits, 0)).toBe('OLE');
  });

  test('much stderr is no offence', () => {
    const stderr = { bytes: new Uint8Array(), truncated: true };
    expect(verdictOf(factsOf({ stderr }), limits, 0)).toBe('ok');
  });

  test.each<[string, Partial<RunFacts>]>([
    ['not started', { exit: { kind: 'not-started', error: 'ENOENT' } }],
    ['cancelled', { exit: killed, stoppedBy: 'cancelled' }],
  ])('a run that was %s is ours', (_name, changed) => {
    expect(() => verdictOf(factsOf(changed), limits, 0)).toThrow(UnjudgeableRunError);
  });

  test('a run that hit a limit is never ok, whatever else is true of it', () => {
    const stop = fc.constantFrom<StopReason>('cpu-time', 'wall-time', 'output');
    fc.assert(
      fc.property(stop, fc.nat(255), fc.nat(3), fc.boolean(), (stoppedBy, code, kills, signal) => {
        const exit: ProcessExit = signal ? killed : exited(code);
        const facts = factsOf({ exit, stoppedBy, memoryKills: kills });
        expect(['TLE', 'OLE', 'MLE']).toContain(verdictOf(facts, limits, code));
      }),
    );
  });
});

describe('explain', () => {
  const sentence = (changed: Partial<RunFacts>, code = 0) =>
    explain(factsOf(changed), limits, code);

  test('names limit, value and use of CPU time', () => {
    const text = sentence({ stoppedBy: 'cpu-time', exit: killed, cpuTimeMs: 2010 });
    expect(text).toBe('Used 2.01 s of CPU time; the limit is 2 s.');
  });

  test('tells who sleeps from who computes', () => {
    const text = sentence({ stoppedBy: 'wall-time', exit: killed, wallTimeMs: 7001 });
    expect(text).toBe(
      'Slept or waited: 7 s of wall time passed, the limit is 7 s, ' +
        'only 0.02 s of CPU time was used.',
    );
  });

  test('names the memory limit in MiB', () => {
    const text = sentence({ memoryKills: 1, exit: killed, peakMemoryBytes: 255.94 * MIB });
    expect(text).toContain('the limit is 256 MiB');
    expect(text).toContain('255.9 MiB');
  });

  test('names the output limit', () => {
    expect(sentence({ stoppedBy: 'output', exit: killed })).toContain('the limit is 1 MiB');
  });

  test('names signals, those without a name too', () => {
    const signal = (number: number) => sentence({ exit: { kind: 'signaled', signal: number } });
    expect(signal(11)).toBe('Was killed by signal 11 (SIGSEGV).');
    expect(signal(40)).toBe('Was killed by signal 40.');
  });

  test('names exit codes', () => {
    expect(sentence({ exit: exited(3) })).toBe('Exited with code 3; 0 was expected.');
    expect(sentence({ exit: exited(0) }, 2)).toBe('Exited with code 0; 2 was expected.');
  });

  test('says that the process limit was hit where the program failed', () => {
    const text = sentence({ exit: exited(1), processLimitHits: 3 });
    expect(text).toBe(
      'Exited with code 1; 0 was expected; starting another process or thread was refused ' +
        '3 times, the limit is 64 at one time.',
    );
    expect(sentence({ processLimitHits: 3 })).not.toContain('refused');
  });

  test('says what a good run used', () => {
    expect(sentence({})).toBe(
      'Used 0.02 s of CPU time (the limit is 2 s) and 9.5 MiB of memory (the limit is 256 MiB).',
    );
  });
});
