import { expect, test } from '@jest/globals';
import { OneAtATime } from './one-at-a-time.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('one key waits for its own, failed or not; another does not', async () => {
  const order = new OneAtATime();
  const begun: string[] = [];
  let fail: (error: Error) => void = () => undefined;
  const first = order.run('ada', () => {
    begun.push('first');
    return new Promise((_, reject) => (fail = reject));
  });
  const second = order.run('ada', () => Promise.resolve(begun.push('second')));
  await order.run('bob', () => Promise.resolve(begun.push('other')));
  await tick();
  expect(begun).toEqual(['first', 'other']);
  fail(new Error('broken'));
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(begun).toEqual(['first', 'other', 'second']);
});
