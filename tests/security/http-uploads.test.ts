import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AuthorProblem } from '../../grading/resource/resources.ts';
import { brief, startApi, type Answer, type TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { folderEntries, makeTar, makeTarGz, makeZip } from '../support/archives.ts';
import { withTestDatabase } from '../support/database.ts';
import { leakOf } from './http-walk.ts';

/**
 * What tests/integration/upload-attacks does not try: archives that are told one thing by one header
 * and another by the next, and manifests whose YAML, patterns and schemas are made to hold us up.
 */
const db = withTestDatabase();
let api: TestApi;
let token: string;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, {
    limits: { uploadsByUser: { windowMs: 60_000, limit: 1000 } },
  });
  const user = await api.newUser();
  token = user.token;
  await db.database.prisma.user.update({
    where: { username: user.username },
    data: { role: 'instructor' },
  });
});
afterAll(() => api.close());

const upload = (archive: Uint8Array, type = 'application/gzip'): Promise<Answer> =>
  api.call('POST', 'authoring/exercises?phase=phase-1', {
    token,
    rawBody: Uint8Array.from(archive),
    headers: { 'Content-Type': type },
  });

/** The problems that it is refused with; nothing is stored. */
const refusal = async (archive: Uint8Array): Promise<readonly AuthorProblem[]> => {
  const before = await db.database.prisma.exerciseVersion.count();
  const answer = await upload(archive);
  expect([leakOf(answer), ...brief(answer)]).toEqual([null, 422, 'upload-rejected']);
  expect(await db.database.prisma.exerciseVersion.count()).toBe(before);
  return (answer.json as { problems: AuthorProblem[] }).problems;
};

const BLOCK = 512;
/** One entry of a tar as it never was: any type flag, name and size (POSIX ustar header). */
const rawEntry = (type: string, name: string, content: string): Buffer => {
  const header = Buffer.alloc(BLOCK);
  header.write(name.slice(0, 100), 0);
  header.write('0000644\0', 100);
  header.write('0000000\0'.repeat(2), 108);
  header.write(`${Buffer.byteLength(content).toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\0' + '00', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const data = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / BLOCK) * BLOCK);
  data.write(content);
  return Buffer.concat([header, data]);
};
const pax = (key: string, value: string): string => {
  const body = ` ${key}=${value}\n`;
  const length = Buffer.byteLength(body);
  const digits = String(length + String(length).length).length;
  return `${length + digits}${body}`;
};
const withRaw = async (...entries: Buffer[]): Promise<Buffer> => {
  const sound = await makeTar(folderEntries('sum/'));
  // The two empty blocks of its end come after what is added.
  const end = sound.length - 2 * BLOCK;
  return gzipSync(Buffer.concat([sound.subarray(0, end), ...entries, Buffer.alloc(2 * BLOCK)]));
};

describe('a tar that says two things', () => {
  const FILE = rawEntry('0', 'sum/harmless.md', 'x');
  test.each([
    ['another path in a PAX header', [rawEntry('x', 'p', pax('path', '../../etc/cron.d/x')), FILE]],
    [
      'an absolute path for all that follow',
      [rawEntry('g', 'p', pax('path', '/etc/passwd')), FILE],
    ],
    [
      'a path that leads out, as a GNU long name',
      [rawEntry('L', '././@LongLink', '../../x\0'), FILE],
    ],
    ['a NUL in the path', [rawEntry('x', 'p', pax('path', 'sum/a\0b')), FILE]],
    ['a larger size than there is', [rawEntry('x', 'p', pax('size', '999999999')), FILE]],
    ['a negative size', [rawEntry('x', 'p', pax('size', '-1')), FILE]],
    [
      'a link by a long name',
      [rawEntry('K', '././@LongLink', '/etc/passwd\0'), rawEntry('2', 'sum/l', '')],
    ],
    ['a sparse file', [rawEntry('S', 'sum/sparse', 'x')]],
    ['a file that goes on from another volume', [rawEntry('M', 'sum/more', 'x')]],
    ['a dump of a directory', [rawEntry('D', 'sum/dump', 'x')]],
    ['a header of a length beyond itself', [rawEntry('x', 'p', '99999 path=x\n'), FILE]],
    ['a device', [rawEntry('3', 'sum/null', '')]],
    ['a type of nobody’s', [rawEntry('Z', 'sum/z', 'x')]],
  ])('%s', async (_name, entries) => {
    // Whatever of it is taken is taken under its own name: nothing is written to a disk at all.
    const answer = await upload(await withRaw(...entries));
    expect(leakOf(answer)).toBeNull();
    expect([201, 422]).toContain(answer.status);
    if (answer.status === 201) expect(answer.text).not.toMatch(/etc|passwd|cron/);
    expect(existsSync('/etc/cron.d/x')).toBe(false);
  });
});

describe('a zip', () => {
  test.each([
    [
      'in a zip',
      () =>
        makeZip([
          ...folderEntries('sum/'),
          {
            name: 'sum/inner.zip',
            content: makeZip([{ name: 'x', content: new Uint8Array(4 << 20) }]),
          },
        ]),
    ],
    [
      'in a zip, a thousand times',
      () =>
        makeZip([
          ...folderEntries('sum/'),
          ...Array.from({ length: 1000 }, (_, n) => ({
            name: `sum/tests/${n}.zip`,
            content: makeZip([{ name: 'x' }]),
          })),
        ]),
    ],
    ['whose entries lie upon each other', () => overlapping()],
    ['whose directory says that it lies beyond the end', () => patched(0xffffffff)],
    ['whose directory is itself', () => patched(0)],
  ])('%s', async (_name, make) => {
    const problems = await refusal(make());
    expect(problems.length).toBeGreaterThan(0);
  });

  const sound = (): Buffer => makeZip(folderEntries('sum/'));
  /** Every entry of the directory names the data of the first. */
  const overlapping = (): Buffer => {
    const zip = sound();
    for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
      zip.writeUInt32LE(0, at + 42);
    }
    return zip;
  };
  const patched = (offset: number): Buffer => {
    const zip = sound();
    zip.writeUInt32LE(offset, zip.length - 6);
    return zip;
  };
});

describe('a manifest or case', () => {
  const withFile = async (name: string, content: string): Promise<readonly AuthorProblem[]> =>
    refusal(await makeTarGz(folderEntries('sum/', { [name]: content })));
  const DEEP = 50_000;
  test.each([
    ['lists in lists', `format: 1\ntitle: ${'['.repeat(DEEP)}`, /nested too deeply/],
    ['lists in lists by dashes', `topics:\n${'- '.repeat(DEEP)}x`, /nested too deeply/],
    ['an alias within itself', 'format: 1\ntitle: &a\n  x: *a\n', /within what it stands for/],
    ['the same key twice', 'format: 1\nformat: 1\n', /unique/],
    ['a tag of a programming language', 'format: 1\ntitle: !!js/function "x"\n', /tag/i],
    ['a prototype', 'format: 1\n__proto__: {title: x}\n', /./],
    ['bytes of no text', 'format: 1\ntitle: "\\0"\n', /./],
  ])('%s', async (_name, yaml, message) => {
    const problems = await withFile('exercise.yaml', yaml);
    expect(problems.map((one) => one.message).join()).toMatch(message);
  });

  test('a billion laughs', async () => {
    const names = Array.from('abcdefghi');
    const yaml = names
      .map(
        (name, n) =>
          `${name}: &${name} [${Array(9)
            .fill(n === 0 ? 'x' : `*${names[n - 1] ?? ''}`)
            .join()}]`,
      )
      .join('\n');
    const problems = await withFile('tests/secret/more.yaml', yaml);
    expect(problems.map((one) => one.message).join()).toMatch(/alias/i);
  });

  const service = (check: string): Readonly<Record<string, string>> => ({
    'exercise.yaml':
      'format: 1\ntitle: A service\nkind: http\ntopics: [variables]\ndifficulty: easy\npoints: 10\nlanguages: [python]\n',
    'tests/sample/small.yaml': `cases:\n  - name: small\n    steps:\n      - request: { method: GET, path: / }\n        expect: { status: 200, ${check} }\n`,
  });
  test.each([
    [
      'a pattern that ends V8',
      `json: "$regex:${'(?:'.repeat(4000)}a${')*b|'.repeat(4000)}"`,
      /longer than 1000/,
    ],
    [
      'a pattern of classes without an end',
      `text: "$regex:${'[a-z0-9]'.repeat(20_000)}"`,
      /longer than 1000/,
    ],
    [
      'a pattern in a schema',
      `schema: { pattern: "${'(?:a)?'.repeat(2000)}" }`,
      /longer than 1000/,
    ],
  ])('%s', async (_name, check, message) => {
    const problems = await refusal(
      await makeTarGz(folderEntries('sum/', { ...service(check), 'tests/secret/more.yaml': null })),
    );
    expect(problems.map((one) => one.message).join()).toMatch(message);
  });
});

test('after all of that the server answers, and no exercise has come', async () => {
  expect((await api.call('GET', 'ready')).status).toBe(200);
  const stored = await db.database.prisma.exercise.findMany({ select: { id: true } });
  expect(stored.map(({ id }) => id).filter((id) => !/^[a-z0-9-]+$/.test(id))).toEqual([]);
});
