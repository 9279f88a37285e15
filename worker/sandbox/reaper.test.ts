import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { newOwner, ownerState } from './owner.ts';
import { isOrphan } from './reaper.ts';

const HOUR_MS = 60 * 60_000;

describe('the owner of a cell', () => {
  it('is alive while its process is', () => {
    expect(ownerState(newOwner())).toBe('alive');
  });

  it('is dead when its process is gone', async () => {
    const child = spawn('true');
    const owner = newOwner().replace(`/${process.pid}/`, `/${child.pid ?? 0}/`);
    await once(child, 'close');
    expect(ownerState(owner)).toBe('dead');
  });

  it('is dead when another process has its number', () => {
    const [machine, pid, , random] = newOwner().split('/');
    expect(ownerState([machine, pid, '1', random].join('/'))).toBe('dead');
  });

  it.each(['0123456789ab/1/1/ff', 'reader', ''])('%j is elsewhere', (owner) => {
    expect(ownerState(owner)).toBe('elsewhere');
  });
});

describe('an orphan', () => {
  const cell = (state: string, ageMs: number) => ({ state, createdAtMs: 1e12 - ageMs });
  const orphan = (state: string, ageMs: number, owner: 'alive' | 'dead' | 'elsewhere'): boolean =>
    isOrphan(cell(state, ageMs), owner, 1e12);

  it('has a dead owner, whatever its state', () => {
    expect(orphan('running', 1, 'dead')).toBe(true);
    expect(orphan('created', 1, 'dead')).toBe(true);
  });

  it('never has a live owner', () => {
    expect(orphan('exited', 1000 * HOUR_MS, 'alive')).toBe(false);
  });

  it('with an owner elsewhere does not run, and is not just being started', () => {
    expect(orphan('created', 1000, 'elsewhere')).toBe(false);
    expect(orphan('exited', HOUR_MS, 'elsewhere')).toBe(true);
    expect(orphan('running', HOUR_MS, 'elsewhere')).toBe(false);
    expect(orphan('running', 25 * HOUR_MS, 'elsewhere')).toBe(true);
  });
});
