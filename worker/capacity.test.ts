import { expect, test } from '@jest/globals';
import { capacityOf } from './capacity.ts';

const GIB = 1024 ** 3;
const SMALL = { cores: 2, memoryBytes: GIB };
const NOTHING_SAID = { workerConcurrency: null, pinCores: null };

test.each([
  [{ cores: 1, memoryBytes: 4 * GIB }, 1, 'the engine has 1 cores'],
  [{ cores: 2, memoryBytes: 24 * GIB }, 2, 'the engine has 2 cores and 24576 MiB'],
  [{ cores: 3, memoryBytes: 24 * GIB }, 3, 'the engine has 3 cores'],
  [{ cores: 4, memoryBytes: 24 * GIB }, 3, 'one of which is left'],
  [{ cores: 32, memoryBytes: 64 * GIB }, 31, 'one of which is left'],
  [{ cores: 32, memoryBytes: 4 * GIB }, 6, 'each submission gets 512 MiB'],
  [{ cores: 8, memoryBytes: GIB / 4 }, 1, 'each submission gets 512 MiB'],
])('%j holds %i submissions', (engine, concurrency, reason) => {
  const capacity = capacityOf(engine, NOTHING_SAID);
  expect(capacity.concurrency).toBe(concurrency);
  expect(capacity.reason).toContain(reason);
});

test('what the operator says counts', () => {
  expect(capacityOf(SMALL, { ...NOTHING_SAID, workerConcurrency: 7 })).toEqual({
    concurrency: 7,
    reason: 'as ASSAY_CONCURRENCY says',
  });
});

test('cores that cells are pinned to bound it, and must be there', () => {
  const pinned = { ...NOTHING_SAID, pinCores: [0, 1] };
  expect(capacityOf(SMALL, pinned).concurrency).toBe(2);
  expect(capacityOf(SMALL, { ...pinned, workerConcurrency: 1 }).concurrency).toBe(1);
  expect(capacityOf(SMALL, { ...pinned, workerConcurrency: 7 }).concurrency).toBe(2);
  expect(() => capacityOf(SMALL, { ...pinned, pinCores: [1, 2] })).toThrow(
    'ASSAY_PIN_CORES names core 2, and the engine has 0 to 1',
  );
});
