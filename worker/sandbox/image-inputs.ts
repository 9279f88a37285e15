import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that an image is built from. */
export interface ImageInput {
  /** Relative to the image's folder, with slashes. */
  readonly path: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

const LARGEST_INPUTS_BYTES = 64 * 1024 * 1024;
const MOST_INPUTS = 1000;
/** Part of every tag: raise it when the way images are built changes. */
const RECIPE_VERSION = 1;
const TAG_HASH_LENGTH = 12;

/** Every file of a folder, sorted by path; README.md is for people and changes no image. */
export async function readImageInputs(folder: string): Promise<ImageInput[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (paths.length > MOST_INPUTS) throw new Error(`${folder} holds more than ${MOST_INPUTS} files`);
  const inputs: ImageInput[] = [];
  let bytes = 0;
  for (const path of paths) {
    const content = await readFile(path);
    bytes += content.length;
    if (bytes > LARGEST_INPUTS_BYTES) {
      throw new Error(`${folder} is larger than ${LARGEST_INPUTS_BYTES} bytes`);
    }
    const { mode } = await stat(path);
    inputs.push({
      path: path.slice(folder.length + 1).replaceAll('\\', '/'),
      content,
      executable: (mode & 0o100) !== 0,
    });
  }
  return inputs;
}

/**
 * The tag of an image: its name, and the hash of all that goes into it.
 *
 * @param parents tags of the images it stands on, which are hashes of their own inputs
 */
export function imageTag(
  name: string,
  inputs: readonly ImageInput[],
  parents: readonly string[],
): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([RECIPE_VERSION, name, parents]));
  for (const input of inputs) {
    hash.update(JSON.stringify([input.path, input.executable, input.content.length]));
    hash.update(input.content);
  }
  return `assay/${name}:${hash.digest('hex').slice(0, TAG_HASH_LENGTH)}`;
}
