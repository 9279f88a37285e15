import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { silentLogger } from '../log/logger.ts';
import { onShutdown } from './shutdown.ts';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  for (const signal of SIGNALS) process.removeAllListeners(signal);
  jest.useRealTimers();
});

/** Resolves with the exit code; the promise stands for the process. */
const shutDown = (steps: Parameters<typeof onShutdown>[0]) => {
  const codes: number[] = [];
  const exit = (code: number): void => void codes.push(code);
  const stop = onShutdown(steps, { logger: silentLogger, timeoutMs: 500, exit });
  return { codes, stop };
};

test('a signal closes each step in turn, and exits with 0', async () => {
  const order: string[] = [];
  const step = (name: string) => ({
    name,
    close: async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
    },
  });
  const { codes } = shutDown([step('server'), step('database')]);
  process.emit('SIGTERM');
  // The same Ctrl-C, by way of the supervisor.
  process.emit('SIGINT');
  await jest.advanceTimersByTimeAsync(0);
  expect(order).toEqual(['server begins', 'server ends', 'database begins', 'database ends']);
  expect(codes).toEqual([0]);
});

test('a step that fails does not keep the others from closing', async () => {
  const closed: string[] = [];
  const { codes, stop } = shutDown([
    { name: 'bad', close: () => Promise.reject(new Error('no')) },
    { name: 'good', close: () => closed.push('good') },
  ]);
  stop('test');
  await jest.advanceTimersByTimeAsync(0);
  expect({ closed, codes }).toEqual({ closed: ['good'], codes: [1] });
});

test('what does not close in time is left, with code 1', async () => {
  const { codes } = shutDown([{ name: 'hangs', close: () => new Promise(() => undefined) }]);
  process.emit('SIGTERM');
  await jest.advanceTimersByTimeAsync(499);
  expect(codes).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(codes).toEqual([1]);
});

test('a second signal, a second later, ends the process at once', async () => {
  const steps = [{ name: 'hangs', close: () => new Promise(() => undefined) }];
  const { codes } = shutDown(steps.map((step) => ({ ...step })));
  process.emit('SIGINT');
  jest.setSystemTime(Date.now() + 1001);
  process.emit('SIGINT');
  expect(codes).toEqual([1]);
});
