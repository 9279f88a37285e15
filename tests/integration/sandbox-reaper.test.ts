import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from '@jest/globals';
import { Cell } from '../../worker/sandbox/cell.ts';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { CANARY_SIZE } from '../../worker/sandbox/canary.ts';
import { prepareImages } from '../../worker/sandbox/create-sandbox.ts';
import { newOwner } from '../../worker/sandbox/owner.ts';
import { startReaper, type Reaper } from '../../worker/sandbox/reaper.ts';
import { SANDBOX_IMAGES, SANDBOX_START_MS, testEngine, until } from '../support/sandbox.ts';

const engine = testEngine();
const cells: Cell[] = [];
let reaper: Reaper;

const startCell = async (owner: string): Promise<Cell> => {
  const options = { sandboxImagesDir: SANDBOX_IMAGES, engine: loadEngineConfig() };
  const [image] = await prepareImages(['python'], options, () => undefined);
  const kind = { image: image!, imageName: 'reaped', isolation: 'fresh' } as const;
  const cell = await Cell.start({ engine, owner, runtime: null }, kind, CANARY_SIZE);
  cells.push(cell);
  return cell;
};

const deadOwner = async (): Promise<string> => {
  const child = spawn('true');
  await once(child, 'close');
  return newOwner().replace(`/${process.pid}/`, `/${child.pid!}/`);
};

afterEach(async () => {
  await reaper.stop();
  await Promise.all(cells.splice(0).map((cell) => cell.destroy()));
});

test(
  'removes the cells of a dead owner, and nobody else’s',
  async () => {
    const elsewhere = newOwner().replace(/^[0-9a-f]+/, '0123456789ab');
    const orphan = await startCell(await deadOwner());
    const living = [await startCell(newOwner()), await startCell(elsewhere)];
    reaper = startReaper({ engine, owner: newOwner(), onTrouble: () => undefined });
    const reaped = await reaper.reap();
    expect(reaped).toContain(orphan.name);
    const left = (await engine.listCells()).map(({ name }) => name);
    expect(left).toEqual(expect.arrayContaining(living.map(({ name }) => name)));
    expect(left).not.toContain(orphan.name);
  },
  SANDBOX_START_MS,
);

test('removes them on a timer, too', async () => {
  const orphan = await startCell(await deadOwner());
  const options = { engine, owner: newOwner(), onTrouble: () => undefined, intervalMs: 50 };
  reaper = startReaper(options);
  await orphan.closed;
  await until(async () => (await engine.listCells()).every(({ name }) => name !== orphan.name));
});
