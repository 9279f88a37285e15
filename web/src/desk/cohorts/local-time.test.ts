import { afterAll, expect, test } from '@jest/globals';
import { fromLocalInput, timeZone, toLocalInput } from './local-time.ts';

const before = process.env['TZ'];
afterAll(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

test.each([
  ['Europe/Berlin', '2026-12-01T18:00', '2026-12-01T17:00:00.000Z'],
  ['Europe/Berlin', '2026-07-01T18:00', '2026-07-01T16:00:00.000Z'],
  ['Asia/Kolkata', '2027-01-01T00:00', '2026-12-31T18:30:00.000Z'],
  ['America/Los_Angeles', '2026-12-31T23:59', '2027-01-01T07:59:00.000Z'],
])('in %s, %s is %s', (zone, local, utc) => {
  process.env['TZ'] = zone;
  expect(timeZone()).toBe(zone);
  expect(fromLocalInput(local)).toBe(utc);
  expect(toLocalInput(utc)).toBe(local);
});

test('what is no moment is none', () => {
  expect([fromLocalInput(''), fromLocalInput('soon'), toLocalInput(null)]).toEqual([
    null,
    null,
    '',
  ]);
});
