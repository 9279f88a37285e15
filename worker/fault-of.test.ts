import { expect, test } from '@jest/globals';
import { engineErrorOf } from './sandbox/engine-errors.ts';
import { faultOf } from './fault-of.ts';

const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const away = (): Promise<boolean> => Promise.resolve(true);
const there = (): Promise<boolean> => Promise.resolve(false);

test('an engine that refuses is no store that refuses, although the code is the same', async () => {
  const ofEngine = engineErrorOf(refused, 'creating a cell', 'unix:///x.sock');
  const wrapped = new Error('The cell did not become ready', { cause: ofEngine });
  expect(await faultOf(ofEngine, away)).toBe('engine-unreachable');
  expect(await faultOf(wrapped, there)).toBe('engine-unreachable');
  expect(await faultOf(refused, there)).toBe('store-away');
});

test('what broke while the engine went away was its fault; else it is ours', async () => {
  const broken = new Error("the warden's stream ended");
  expect(await faultOf(broken, away)).toBe('engine-gone');
  expect(await faultOf(broken, there)).toBe('other');
});
