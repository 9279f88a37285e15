import { expect, test } from '@jest/globals';
import { readArchive } from '../../../../grading/catalogue/archive/read-archive.ts';
import { packFolder, type ChosenFile } from './pack-folder.ts';

const chosen = (files: Readonly<Record<string, string>>): ChosenFile[] =>
  Object.entries(files).map(([path, text]) => ({ path, blob: new Blob([text]) }));

const unpacked = async (files: Readonly<Record<string, string>>) => {
  const archive = await packFolder(chosen(files));
  expect(archive.type).toBe('application/gzip');
  return readArchive(Buffer.from(await archive.arrayBuffer()));
};

test('what is packed here is what the server unpacks', async () => {
  const long = `${'folder-with-a-long-name/'.repeat(5)}file-with-a-name-that-is-long.yaml`;
  const files = {
    'two-sum/exercise.yaml': 'format: 1\n',
    'two-sum/tests/empty.in': '',
    'two-sum/tests/block.in': 'x'.repeat(512),
    'two-sum/tests/Äußerung.in': 'größer als ein Byte\n',
    [`two-sum/tests/${long}`]: 'deep\n',
  };
  expect(await unpacked(files)).toEqual({
    around: ['two-sum'],
    files: expect.arrayContaining(
      Object.entries(files).map(([path, content]) => ({
        path: path.slice('two-sum/'.length),
        content,
      })),
    ) as unknown,
  });
});

test('hidden files and what programs leave behind stay where they are', async () => {
  const found = await unpacked({
    'two-sum/exercise.yaml': 'format: 1\n',
    'two-sum/.git/config': 'secret\n',
    'two-sum/solutions/__pycache__/a.pyc': 'x',
  });
  expect(found).toMatchObject({ files: [{ path: 'exercise.yaml' }] });
});

test('a folder that is no exercise is not read', async () => {
  await expect(packFolder([])).rejects.toThrow('no file in this folder');
  const many = Object.fromEntries(Array.from({ length: 3001 }, (_, at) => [`home/${at}`, '']));
  await expect(packFolder(chosen(many))).rejects.toThrow('Was it the right one?');
  const name = `x/${'y'.repeat(120)}`;
  await expect(packFolder(chosen({ [name]: '' }))).rejects.toThrow('The name is too long');
});
