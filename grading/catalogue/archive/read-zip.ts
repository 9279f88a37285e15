import { fromBufferPromise, type Entry } from 'yauzl';
import { decodeText } from '../read-folder.ts';
import { ARCHIVE_LIMITS } from '../folder-rules.ts';
import type { ArchiveFiles, EntryKind } from './archive-files.ts';
import { collect, InflationMeter } from './collect.ts';

/** In the upper half of the external attributes, where Unix made the archive: st_mode. */
const MODE_SHIFT = 16;
const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;
const SYMBOLIC_LINK = 0o120000;

/**
 * A zip. Its entries are found by its directory at the end alone, so that what lies between them
 * counts for nothing. @throws what yauzl says of a damaged one, or ArchiveFull.
 */
export async function readZip(archive: Buffer, found: ArchiveFiles): Promise<void> {
  // Names as bytes: the library's own checks would end the reading at the first wrong one.
  const zip = await fromBufferPromise(archive, { lazyEntries: true, decodeStrings: false });
  const meter = new InflationMeter(found, archive.length, ARCHIVE_LIMITS.inflatedBytes);
  try {
    for await (const entry of zip.eachEntry()) {
      const name = decodeText(entry.fileNameRaw) ?? '\uFFFD';
      const { kind, what } = kindOf(entry, name);
      const path = found.announce(name, kind, what);
      if (path === null || !found.fits(path, entry.uncompressedSize)) continue;
      if (!entry.canDecodeFileData()) {
        found.refuse(path, 'The file is encrypted, or packed in an unusual way.', REPACK);
        continue;
      }
      meter.add(entry.uncompressedSize);
      const stream = await zip.openReadStreamPromise(entry);
      found.take(path, await collect(stream, entry.uncompressedSize));
    }
  } finally {
    zip.close();
  }
}

const REPACK = 'Pack the folder anew, without a password.';

function kindOf(
  { externalFileAttributes }: Entry,
  name: string,
): { readonly kind: EntryKind; readonly what: string } {
  const type = (externalFileAttributes >>> MODE_SHIFT) & TYPE_MASK;
  if (type === SYMBOLIC_LINK) return { kind: 'other', what: 'a symbolic link' };
  // Zero: made where files have no mode.
  if (type !== 0 && type !== REGULAR && type !== FOLDER) {
    return { kind: 'other', what: 'not a regular file' };
  }
  return { kind: type === FOLDER || name.endsWith('/') ? 'folder' : 'file', what: '' };
}
