import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { imageTag, readImageInputs } from './image-inputs.ts';

describe('the tag of an image', () => {
  let folder: string;
  const tag = async (parents: string[] = ['assay/base:1']): Promise<string> =>
    imageTag('lua', await readImageInputs(folder), parents);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-image-'));
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'Dockerfile'), 'FROM x\n');
    await writeFile(join(folder, 'sub/setup.sh'), 'true\n');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('names the image and twelve digits of a hash', async () => {
    expect(await tag()).toMatch(/^assay\/lua:[0-9a-f]{12}$/);
    expect(await tag()).toBe(await tag());
  });

  it('changes with a content, a name, a mode and a parent', async () => {
    const tags = new Set([await tag(), await tag(['assay/base:2'])]);
    await writeFile(join(folder, 'sub/setup.sh'), 'false\n');
    tags.add(await tag());
    await chmod(join(folder, 'sub/setup.sh'), 0o755);
    tags.add(await tag());
    await writeFile(join(folder, 'sub/more'), '');
    tags.add(await tag());
    expect(tags.size).toBe(5);
  });

  it('does not change with the documentation', async () => {
    const before = await tag();
    await writeFile(join(folder, 'README.md'), 'words');
    expect(await tag()).toBe(before);
  });

  it('lists files by path, relative, with slashes', async () => {
    const inputs = await readImageInputs(folder);
    expect(inputs.map(({ path }) => path)).toEqual(['Dockerfile', 'sub/setup.sh']);
  });
});
