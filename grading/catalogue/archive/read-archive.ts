import { fileProblem, type Problem } from '../../manifest/problem.ts';
import type { Parsed } from '../../manifest/yaml-source.ts';
import type { FolderFile } from '../read-folder.ts';
import { ArchiveFiles, ArchiveFull } from './archive-files.ts';
import { readTarGz } from './read-tar.ts';
import { readZip } from './read-zip.ts';

/** The files of one exercise folder that came as an archive. */
export interface ArchivedFolder {
  /** With paths from the folder itself, in the order of their names. */
  readonly files: readonly FolderFile[];
  /** The folders around it in the archive, outermost first: `['phase-1', 'two-sum']`, or none. */
  readonly around: readonly string[];
}

const MANIFEST = 'exercise.yaml';
const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK');

/**
 * Reads a .tar.gz or .zip of one exercise folder, told apart by their first bytes, or says all that
 * is wrong with it; in problems, `file` is the name of the entry, '' the archive as a whole.
 */
export async function readArchive(archive: Buffer): Promise<Parsed<ArchivedFolder>> {
  const found = new ArchiveFiles();
  const read = readerOf(archive);
  if (read === null) {
    return { problems: [ofArchive('This is no .tar.gz and no .zip.', 'Pack the folder as one.')] };
  }
  try {
    await read(archive, found);
  } catch (error) {
    if (!(error instanceof ArchiveFull)) {
      const message = `The archive is damaged: ${error instanceof Error ? error.message : 'it cannot be read'}.`;
      return {
        problems: [...found.problems, ofArchive(message.replace(/\.\.$/, '.'), 'Pack it anew.')],
      };
    }
  }
  return found.problems.length > 0 ? { problems: found.problems } : locate(found.sorted());
}

function readerOf(archive: Buffer): typeof readTarGz | null {
  if (archive.subarray(0, GZIP.length).equals(GZIP)) return readTarGz;
  return archive.subarray(0, ZIP.length).equals(ZIP) ? readZip : null;
}

/** The exercise is the folder that has the manifest; what is around it is only a name. */
function locate(files: readonly FolderFile[]): Parsed<ArchivedFolder> {
  if (files.length === 0) {
    return { problems: [ofArchive('There is no file in it.', 'Pack the exercise folder.')] };
  }
  const root = rootOf(files.map(({ path }) => path));
  if (root === null) {
    const message = `There are several exercises in it: more than one ${MANIFEST}.`;
    return { problems: [ofArchive(message, 'Upload one folder at a time.')] };
  }
  const outside = files.filter(({ path }) => !path.startsWith(root));
  if (outside.length > 0) {
    const message = `The file lies outside of ${root}, where ${MANIFEST} is.`;
    return { problems: outside.map(({ path }) => fileProblem(path, message, 'Leave it out.')) };
  }
  return {
    files: files.map(({ path, content }) => ({ path: path.slice(root.length), content })),
    around: root.split('/').slice(0, -1),
  };
}

/** `two-sum/`, or '' where nothing is around it; null where there is more than one. */
function rootOf(paths: readonly string[]): string | null {
  const roots = paths
    .filter((path) => path === MANIFEST || path.endsWith(`/${MANIFEST}`))
    .map((path) => path.slice(0, -MANIFEST.length))
    .sort((a, b) => depthOf(a) - depthOf(b));
  const [first, second] = roots;
  // Without one, the folder that all lies in is meant: the manifest has another name.
  if (first === undefined) return commonFolder(paths);
  return second !== undefined && depthOf(second) === depthOf(first) ? null : first;
}

const depthOf = (root: string): number => root.split('/').length;

function commonFolder(paths: readonly string[]): string {
  const folder = paths[0]?.split('/')[0] ?? '';
  return paths.every((path) => path.startsWith(`${folder}/`)) ? `${folder}/` : '';
}

const ofArchive = (message: string, remedy: string): Problem => fileProblem('', message, remedy);
