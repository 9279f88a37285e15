import {
  ARCHIVE_LIMITS,
  FOLDER_LIMITS,
  isPassedOver,
} from '../../../../grading/catalogue/folder-rules.ts';
import { formatBytes } from '../../../../grading/text/units.ts';

/** A file of a folder that was chosen, by its path from the folder's own name: `two-sum/a.md`. */
export interface ChosenFile {
  readonly path: string;
  readonly blob: Blob;
}

const BLOCK_BYTES = 512;
/** Of a POSIX header: the name, and what stands before it (POSIX.1-1988, "ustar"). */
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;
const SIZE_DIGITS = 11;
const CHECKSUM_DIGITS = 6;
const encoder = new TextEncoder();

/**
 * A chosen folder as the .tar.gz that the server takes. Hidden files, and what programs leave
 * beside others, stay where they are.
 * @throws Error, to be shown, where the folder is larger than any exercise may be.
 */
export async function packFolder(files: readonly ChosenFile[]): Promise<Blob> {
  const own = files.filter(({ path }) => !path.split('/').some(isPassedOver));
  if (own.length === 0) throw new Error('There is no file in this folder.');
  const bytes = own.reduce((sum, { blob }) => sum + blob.size, 0);
  if (own.length > FOLDER_LIMITS.files || bytes > FOLDER_LIMITS.totalBytes) {
    throw new Error(
      `The folder has ${own.length} files with ${formatBytes(bytes)}; an exercise has at most ${FOLDER_LIMITS.files} with ${formatBytes(FOLDER_LIMITS.totalBytes)}. Was it the right one?`,
    );
  }
  const parts = own.flatMap(({ path, blob }) => [
    header(path, blob.size),
    blob,
    padding(blob.size),
  ]);
  const tar = new Blob([...parts, new Uint8Array(2 * BLOCK_BYTES)]);
  const packed = await new Response(tar.stream().pipeThrough(new CompressionStream('gzip'))).blob();
  return asArchive(packed, 'application/gzip');
}

/** @throws Error, to be shown, where it is larger than the server takes. */
export function asArchive(blob: Blob, type: string): Blob {
  if (blob.size > ARCHIVE_LIMITS.archiveBytes) {
    throw new Error(
      `The archive has ${formatBytes(blob.size)}; at most ${formatBytes(ARCHIVE_LIMITS.archiveBytes)} can be uploaded.`,
    );
  }
  return blob.slice(0, blob.size, type);
}

const padding = (size: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array((BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES);

function header(path: string, size: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK_BYTES);
  const put = (offset: number, bytes: string | Uint8Array): void =>
    block.set(typeof bytes === 'string' ? encoder.encode(bytes) : bytes, offset);
  const [prefix, name] = split(path);
  put(0, name);
  put(100, '0000644\0');
  put(124, `${size.toString(8).padStart(SIZE_DIGITS, '0')}\0`);
  put(136, `${'0'.repeat(SIZE_DIGITS)}\0`);
  put(148, ' '.repeat(CHECKSUM_DIGITS + 2));
  put(156, '0');
  put(257, 'ustar\0' + '00');
  put(345, prefix);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(CHECKSUM_DIGITS, '0')}\0 `);
  return block;
}

/** Bytes before and after the first slash that lets both parts fit. */
function split(path: string): readonly [prefix: Uint8Array, name: Uint8Array] {
  const whole = encoder.encode(path);
  if (whole.length <= NAME_BYTES) return [new Uint8Array(), whole];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [encoder.encode(path.slice(0, at)), encoder.encode(path.slice(at + 1))];
    if (prefix.length <= PREFIX_BYTES && name.length <= NAME_BYTES) return [prefix, name];
  }
  throw new Error(`The name is too long: ${path}`);
}
