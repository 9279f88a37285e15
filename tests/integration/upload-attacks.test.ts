import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ARCHIVE_LIMITS } from '../../grading/catalogue/folder-rules.ts';
import type { AuthorProblem } from '../../grading/resource/resources.ts';
import { brief, problem, startApi, type Answer, type TestApi } from '../support/api.ts';
import { folderEntries, makeTar, makeTarGz, makeZip } from '../support/archives.ts';
import type { ArchiveEntry, ZipEntry } from '../support/archives.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';

/** Whatever an archive tries, the answer names it, nothing is stored, and the server goes on. */
const db = withTestDatabase();
const MIB = 1024 * 1024;
let api: TestApi;
let token: string;

beforeAll(async () => {
  await publish(db.database);
  const uploadsByUser = { windowMs: 60_000, limit: 1000 };
  api = await startApi(db.database, { limits: { uploadsByUser } });
  const user = await api.newUser();
  token = user.token;
  const { username } = user;
  await db.database.prisma.user.update({ where: { username }, data: { role: 'instructor' } });
});
afterAll(() => api.close());

const upload = (archive: Buffer, query = '', type = 'application/gzip'): Promise<Answer> =>
  api.call('POST', `authoring/exercises${query}`, {
    token,
    rawBody: Uint8Array.from(archive),
    headers: { 'Content-Type': type },
  });

/** `file: message` of all problems; nothing may have been stored. */
const rejection = async (archive: Buffer): Promise<string[]> => {
  const before = await db.database.prisma.exerciseVersion.count();
  const answer = await upload(archive, '?phase=phase-1');
  expect(brief(answer)).toEqual([422, 'upload-rejected']);
  expect(await db.database.prisma.exerciseVersion.count()).toBe(before);
  const { problems = [] } = problem(answer) as { problems?: AuthorProblem[] };
  expect(problems.every(({ remedy }) => remedy !== '')).toBe(true);
  return problems.map(({ file, message }) => `${file}: ${message}`);
};

const SOUND = folderEntries('sum/');
const withTar = async (...more: ArchiveEntry[]): Promise<string[]> =>
  rejection(await makeTarGz([...SOUND, ...more]));
const withZip = (...more: ZipEntry[]): Promise<string[]> => rejection(makeZip([...SOUND, ...more]));

test('the archive that the attacks start from is sound, as tar and as zip, with junk in it', async () => {
  const junk = [
    { name: 'sum/.DS_Store', content: Uint8Array.of(0xff) },
    { name: '__MACOSX/sum/._exercise.yaml', content: Uint8Array.of(0xff) },
    { name: 'sum/solutions/__pycache__/x.pyc', content: Uint8Array.of(0xff) },
  ];
  const tar = await upload(await makeTarGz([...SOUND, ...junk]), '?phase=phase-1');
  expect([tar.status, tar.json]).toMatchObject([201, { isNew: true, exercise: { id: 'sum' } }]);
  const zip = await upload(makeZip([...SOUND, ...junk]), '?phase=phase-1', 'application/zip');
  expect([zip.status, zip.json]).toMatchObject([201, { isNew: false, exercise: { id: 'sum' } }]);
});

describe('names that lead elsewhere', () => {
  const NAMES: readonly (readonly [name: string, message: string])[] = [
    ['../../etc/cron.d/x', 'The name leads out of the folder by "..".'],
    ['sum/tests/../../../x', 'The name leads out of the folder by "..".'],
    ['/etc/passwd', 'The name is an absolute path.'],
    ['C:/Windows/x', 'The name is an absolute path.'],
    ['sum\\..\\..\\x', 'The name has a backslash.'],
    ['sum//x', 'The name has an empty part.'],
    ['sum/./x', 'The name has an empty part.'],
    ['sum/new\nline', 'The name has characters that are no text.'],
    [`sum/${'x'.repeat(ARCHIVE_LIMITS.nameLength)}`, 'The name is too long.'],
    [`sum/${'d/'.repeat(20)}x`, 'The folder is nested too deeply.'],
  ];

  test('in a tar', async () => {
    const found = await withTar(...NAMES.map(([name]) => ({ name, content: 'x' })));
    expect(found).toEqual(NAMES.map(([name, message]) => `${name}: ${message}`));
  });

  test('in a zip, a NUL and bytes that are no text too', async () => {
    const more = [
      { name: 'sum/a\0b', content: 'x' },
      { name: Uint8Array.of(0x73, 0xff, 0xfe), content: 'x' },
    ];
    const found = await withZip(...NAMES.map(([name]) => ({ name, content: 'x' })), ...more);
    expect(found).toEqual([
      ...NAMES.map(([name, message]) => `${name}: ${message}`),
      'sum/a\0b: The name has characters that are no text.',
      '\uFFFD: The name has characters that are no text.',
    ]);
  });
});

describe('what is no file', () => {
  test('links, devices and pipes in a tar', async () => {
    const found = await withTar(
      { name: 'sum/statement-link.md', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'sum/hard', type: 'link', linkname: 'sum/exercise.yaml' },
      { name: 'sum/tty', type: 'character-device' },
      { name: 'sum/disk', type: 'block-device' },
      { name: 'sum/pipe', type: 'fifo' },
    );
    expect(found).toEqual([
      'sum/statement-link.md: This is a symbolic link.',
      'sum/hard: This is a hard link.',
      'sum/tty: This is a device.',
      'sum/disk: This is a device.',
      'sum/pipe: This is a pipe.',
    ]);
  });

  test('a link that a later file would be written through', async () => {
    const found = await withTar(
      { name: 'sum/out', type: 'symlink', linkname: '/tmp' },
      { name: 'sum/out/x', content: 'x' },
    );
    expect(found).toEqual(['sum/out: This is a symbolic link.']);
  });

  test('links and pipes in a zip, and what is encrypted', async () => {
    const found = await withZip(
      { name: 'sum/link', content: '/etc/passwd', mode: 0o120777 },
      { name: 'sum/pipe', mode: 0o010644 },
      { name: 'sum/closed', content: 'x', encrypted: true },
    );
    expect(found).toEqual([
      'sum/link: This is a symbolic link.',
      'sum/pipe: This is not a regular file.',
      'sum/closed: The file is encrypted, or packed in an unusual way.',
    ]);
  });
});

describe('names that some disk takes for one', () => {
  const MORE = [
    { name: 'sum/statement.md', content: 'again' },
    { name: 'sum/STATEMENT.md', content: 'x' },
    { name: 'sum/Tests/sample/other.yaml', content: 'x' },
    { name: 'sum/caf\u00e9', content: 'x' },
    { name: 'sum/cafe\u0301', content: 'x' },
    { name: 'sum/statement.md/below', content: 'x' },
  ];
  const FOUND = [
    'sum/statement.md: The file is there twice.',
    'sum/STATEMENT.md: "sum/statement.md" differs from it in upper and lower case alone.',
    'sum/Tests: "sum/tests" differs from it in upper and lower case alone.',
    'sum/cafe\u0301: "sum/caf\u00e9" differs from it in upper and lower case alone.',
    'sum/statement.md: A folder and a file have this name.',
  ];
  test('in a tar', async () => expect(await withTar(...MORE)).toEqual(FOUND));
  test('in a zip', async () => expect(await withZip(...MORE)).toEqual(FOUND));
});

describe('bombs', () => {
  const zeros = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(0x30);

  test('a file that is too large, by what is there and by what the entry says', async () => {
    const big = { name: 'sum/big', content: zeros(9 * MIB) };
    const tooLarge = 'sum/big: The file is larger than 8 MiB.';
    const swells = ': The archive unpacks to more than 200 times its size.';
    expect(await rejection(await makeTarGz([...SOUND, big]))).toEqual([tooLarge, swells]);
    expect(await withZip(big)).toEqual([tooLarge]);
  });

  test('many files that are large together', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      name: `sum/tests/secret/${index}.in`,
      content: zeros(7 * MIB),
    }));
    const found = [': The files are larger than 24 MiB together.'];
    expect(await withTar(...many)).toEqual(found);
    expect(await withZip(...many)).toEqual(found);
  });

  test('more YAML than the server parses while others wait', async () => {
    const large = { name: 'sum/tests/secret/large.yaml', content: zeros(1.1 * MIB) };
    expect(await withTar(large)).toEqual([': The YAML files are larger than 1 MiB together.']);
  });

  test('YAML that is mistaken in each of its many lines: others wait for it so long and no longer', async () => {
    const content = ']\n'.repeat(0.45 * MIB);
    const mistaken = { name: 'sum/tests/secret/mistaken.yaml', content };
    const [found, other] = await Promise.all([withTar(mistaken), api.call('GET', 'exercises')]);
    // A fast machine has read it by then, and tells the first of its mistakes.
    expect(found[0]).toMatch(
      /^(: Reading the exercise was ended after 3 s\.|phase-1\/sum\/.*YAML)/,
    );
    expect(other.status).toBe(200);
    const sound = await upload(await makeTarGz([...SOUND]), '?phase=phase-1');
    expect(sound.status).toBe(201);
  });

  test('a gzip inside whose tar there is nothing but zeros', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MIB), { level: 9 });
    expect(await rejection(bomb)).toEqual([
      ': The archive unpacks to more than 200 times its size.',
    ]);
  });

  test('a zip that says less of a size than it has', async () => {
    const lie = { name: 'sum/lie', content: zeros(MIB), claimedBytes: 10 };
    expect(await withZip(lie)).toEqual([expect.stringContaining(': The archive is damaged: ')]);
  });

  test('too many files, and too many entries', async () => {
    const files = Array.from({ length: 3001 }, (_, index) => ({ name: `sum/tests/${index}` }));
    expect(await withTar(...files)).toEqual([': The archive holds more than 3000 files.']);
    const folders = Array.from({ length: ARCHIVE_LIMITS.entries }, (_, index) => ({
      name: `sum/tests/d${index}`,
      type: 'directory' as const,
    }));
    expect(await withTar(...folders)).toEqual([
      `: The archive has more than ${ARCHIVE_LIMITS.entries} entries.`,
    ]);
  });

  test('more mistakes than anybody reads', async () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ name: `../${index}` }));
    expect(await withTar(...many)).toHaveLength(ARCHIVE_LIMITS.problems);
  });

  test('more bytes than may be sent', async () => {
    const large = Buffer.alloc(ARCHIVE_LIMITS.archiveBytes + 1);
    expect(brief(await upload(large))).toEqual([413, 'body-too-large']);
  });
});

describe('what is no archive of an exercise', () => {
  test('something else, cut short, empty, or several at once', async () => {
    const sound = await makeTarGz(SOUND);
    expect(await rejection(Buffer.from('hello'))).toEqual([': This is no .tar.gz and no .zip.']);
    expect(await rejection(Buffer.alloc(0))).toEqual([': This is no .tar.gz and no .zip.']);
    expect(await rejection(await makeTar(SOUND))).toEqual([': This is no .tar.gz and no .zip.']);
    for (const damaged of [
      sound.subarray(0, sound.length - 20),
      makeZip(SOUND).subarray(0, 400),
      gzipSync(Buffer.from('no tar in it'.repeat(100))),
    ]) {
      expect(await rejection(damaged)).toEqual([
        expect.stringContaining(': The archive is damaged: '),
      ]);
    }
    expect(await rejection(await makeTarGz([]))).toEqual([': There is no file in it.']);
    expect(
      await rejection(await makeTarGz([...folderEntries('a/'), ...folderEntries('b/')])),
    ).toEqual([': There are several exercises in it: more than one exercise.yaml.']);
    expect(await withTar({ name: 'other.txt', content: 'x' })).toEqual([
      'other.txt: The file lies outside of sum/, where exercise.yaml is.',
    ]);
  });

  test('another type of body', async () => {
    const answer = await upload(await makeTarGz(SOUND), '', 'multipart/form-data');
    expect(brief(answer)).toEqual([415, 'unsupported-media-type']);
  });

  test('binary files, and a name that cannot be an id', async () => {
    expect(await withTar({ name: 'sum/picture.png', content: Uint8Array.of(0xff, 0xd8) })).toEqual([
      'sum/picture.png: The file is not text in UTF-8.',
    ]);
    const named = await makeTarGz(folderEntries('My Exercise/'));
    expect(await rejection(named)).toEqual([
      expect.stringContaining('The folder\'s name "My Exercise" cannot be an exercise\'s id.'),
    ]);
  });
});

test('after all of that the server answers', async () => {
  expect((await api.call('GET', 'health')).status).toBe(200);
});
