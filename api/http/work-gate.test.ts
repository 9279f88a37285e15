import { expect, test } from '@jest/globals';
import { WorkGate } from './work-gate.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('so many run at one time, so many more wait in order, and the rest is refused', async () => {
  const gate = new WorkGate(2, 2, () => new Error('full'));
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const work = (id: number): Promise<number> =>
    gate.run(() => {
      begun.push(id);
      return new Promise((resolve) => ends.set(id, () => resolve(id)));
    });
  const results = [1, 2, 3, 4].map(work);
  await expect(work(5)).rejects.toThrow('full');
  expect(begun).toEqual([1, 2]);
  ends.get(2)?.();
  await tick();
  expect(begun).toEqual([1, 2, 3]);
  const sixth = work(6);
  ends.get(1)?.();
  ends.get(3)?.();
  await tick();
  expect(begun).toEqual([1, 2, 3, 4, 6]);
  ends.get(4)?.();
  ends.get(6)?.();
  expect(await Promise.all([...results, sixth])).toEqual([1, 2, 3, 4, 6]);
});

test('work that fails leaves its lane to the next', async () => {
  const gate = new WorkGate(1, 1, () => new Error('full'));
  const failing = gate.run(() => Promise.reject(new Error('broken')));
  const next = gate.run(() => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
});
