import { crc32 } from 'node:zlib';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';

/** One entry of an archive made for a test: as honest or as false as the test wants. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** Of tar: 'symlink', 'fifo', ... Default: a file. */
  readonly type?: Header['type'];
  readonly linkname?: string;
}

export async function makeTar(entries: readonly ArchiveEntry[]): Promise<Buffer> {
  const tar = pack();
  const collecting = (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of tar) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  })();
  for (const { name, content = '', type = 'file', linkname } of entries) {
    const header = { name, type, ...(linkname === undefined ? {} : { linkname }) };
    if (type === 'file')
      tar.entry(header, typeof content === 'string' ? content : Buffer.from(content));
    else tar.entry(header);
  }
  tar.finalize();
  return collecting;
}

export const makeTarGz = async (entries: readonly ArchiveEntry[]): Promise<Buffer> =>
  gzipSync(await makeTar(entries));

export interface ZipEntry {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** st_mode; default: a regular file. */
  readonly mode?: number;
  /** What the directory says of the size; default: the truth. */
  readonly claimedBytes?: number;
  readonly encrypted?: boolean;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const UTF8_NAMES = 0x0800;
const ENCRYPTED = 1;
const DEFLATED = 8;
const MADE_BY_UNIX = 0x0314;
const REGULAR = 0o100644;

/** A zip with a local header and a directory entry for each (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). */
export function makeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = '', mode = REGULAR, claimedBytes, encrypted = false } of entries) {
    const nameBytes = Buffer.from(name as string);
    const data = Buffer.from(content as string);
    const packed = deflateRawSync(data);
    // Flags, method, time, date, CRC, both sizes, length of the name, of extra fields.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(UTF8_NAMES | (encrypted ? ENCRYPTED : 0), 2);
    common.writeUInt16LE(DEFLATED, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedBytes ?? data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(LOCAL);
    const head = Buffer.alloc(6);
    head.writeUInt32LE(CENTRAL, 0);
    head.writeUInt16LE(MADE_BY_UNIX, 4);
    // Length of the comment, disk, internal attributes; external attributes; offset.
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(head, common, tail, nameBytes);
    parts.push(local, common, nameBytes, packed);
    offset += local.length + common.length + nameBytes.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

/** A sound exercise of kind `program`: two numbers are added. Files by their path in the folder. */
export const SUM_EXERCISE: Readonly<Record<string, string>> = {
  'exercise.yaml': `format: 1
title: The sum of two numbers
kind: program
topics: [variables]
difficulty: easy
points: 10
languages: [python]
`,
  'statement.md': '# The sum of two numbers\n\nPrint `a + b`.\n',
  'starter/python/main.py': 'a, b = map(int, input().split())\n',
  'tests/sample/small.yaml': `cases:
  - name: small
    stdin: "1 2\\n"
    stdout: "3\\n"
`,
  'tests/secret/more.yaml': `cases:
  - name: negative
    stdin: "-5 2\\n"
    stdout: "-3\\n"
  - name: large
    stdin: "1000000 1\\n"
    stdout: "1000001\\n"
`,
  'solutions/accepted/python/main.py': 'a, b = map(int, input().split())\nprint(a + b)\n',
  'solutions/wrong_answer/no-sign.py': 'a, b = map(int, input().split())\nprint(abs(a) + abs(b))\n',
};

/** The files below a folder, with changes: null leaves a file out. */
export const folderEntries = (
  folder: string,
  changes: Readonly<Record<string, string | null>> = {},
): { readonly name: string; readonly content: string }[] =>
  Object.entries({ ...SUM_EXERCISE, ...changes }).flatMap(([path, content]) =>
    content === null ? [] : [{ name: `${folder}${path}`, content }],
  );
