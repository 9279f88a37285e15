import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { collectFiles } from './collect-files.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-collect-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}
const collectPaths = async (...paths: string[]): Promise<string[]> =>
  (await collectFiles(paths, root)).files.map(({ path }) => path);

describe('collectFiles', () => {
  test('takes what is the learner’s own of a folder', async () => {
    await put({
      'main.py': 'print(1)',
      'lib/util.py': '',
      'tests/case.py': '',
      'statement.md': '',
      '.env': 'SECRET',
      '.git/config': '',
      '__pycache__/main.pyc': '',
      'node_modules/x/index.js': '',
    });
    expect(await collectPaths('.')).toEqual([
      'lib/util.py',
      'main.py',
      'statement.md',
      'tests/case.py',
    ]);
  });

  test('leaves out what get wrote for reading', async () => {
    await put({ '.assay.json': '{}', 'main.py': '', 'tests/one.in': '', 'statement.md': '' });
    expect(await collectPaths('.')).toEqual(['main.py']);
  });

  test('says what it left out because it is not text, or leads elsewhere', async () => {
    await put({ 'main.py': 'π', 'a.bin': new Uint8Array([0, 1]), 'b.txt': new Uint8Array([0xff]) });
    await symlink('/etc/passwd', join(root, 'c.py'));
    const { files, skipped } = await collectFiles(['.'], root);
    expect(files).toEqual([{ path: 'main.py', content: 'π' }]);
    expect(skipped).toEqual([
      { path: 'a.bin', reason: 'is not text' },
      { path: 'b.txt', reason: 'is not text (UTF-8)' },
      { path: 'c.py', reason: 'is a symbolic link' },
    ]);
  });

  test('names files by the deepest folder that holds them all', async () => {
    await put({ 'src/main.py': '', 'src/lib/util.py': '', 'other/x.py': '' });
    expect(await collectPaths('src/main.py', 'src/lib/util.py')).toEqual([
      'main.py',
      'lib/util.py',
    ]);
    expect(await collectPaths('src/lib', 'other/x.py')).toEqual(['src/lib/util.py', 'other/x.py']);
    expect(await collectPaths('src/main.py')).toEqual(['main.py']);
  });

  test('a byte order mark is the learner’s, and stays', async () => {
    await put({ 'main.py': '\u{feff}x' });
    expect((await collectFiles(['main.py'], root)).files[0]?.content).toBe('\u{feff}x');
  });

  test('a file that was named and cannot be taken is an error, as is one that is not there', async () => {
    await put({ 'a.bin': new Uint8Array([0]) });
    await expect(collectFiles(['a.bin'], root)).rejects.toThrow('a.bin is not text.');
    await expect(collectFiles(['nope.py'], root)).rejects.toThrow('no file or folder nope.py');
  });

  test('a folder with 51 files is refused', async () => {
    await put(Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`f${i}.py`, 'x'])));
    await expect(collectFiles(['.'], root)).rejects.toThrow(
      '51 files; a submission has at most 50',
    );
  });
});
