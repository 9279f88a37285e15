import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fromLocalInput, toLocalInput } from './local-time.ts';

const MODULE = join(import.meta.dirname, 'local-time.ts');

/** A process has one time zone, from its beginning: what the module says in another one. */
const sayIn = (zone: string, local: string, utc: string): unknown => {
  const script = `
    const { fromLocalInput, timeZone, toLocalInput } = await import(${JSON.stringify(MODULE)});
    console.log(JSON.stringify([timeZone(), fromLocalInput('${local}'), toLocalInput('${utc}')]));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const env = { ...process.env, TZ: zone };
  return JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' }));
};

test.each([
  ['Europe/Berlin', '2026-12-01T18:00', '2026-12-01T17:00:00.000Z'],
  ['Europe/Berlin', '2026-07-01T18:00', '2026-07-01T16:00:00.000Z'],
  ['Australia/Adelaide', '2027-01-01T00:00', '2026-12-31T13:30:00.000Z'],
  ['America/Los_Angeles', '2026-12-31T23:59', '2027-01-01T07:59:00.000Z'],
])('in %s, %s is %s', (zone, local, utc) => {
  expect(sayIn(zone, local, utc)).toEqual([zone, utc, local]);
});

test('what is no moment is none', () => {
  expect([fromLocalInput(''), fromLocalInput('soon'), toLocalInput(null)]).toEqual([
    null,
    null,
    '',
  ]);
});
