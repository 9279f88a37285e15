import { join } from 'node:path';
import { fileProblem, type Problem } from '../manifest/problem.ts';
import type { FolderFile } from './read-folder.ts';

/** An exercise folder in memory, and the problems found in it so far. */
export class FolderView {
  readonly folder: string;
  readonly files: readonly FolderFile[];
  readonly problems: Problem[] = [];

  constructor(folder: string, files: readonly FolderFile[]) {
    this.folder = folder;
    this.files = files;
  }

  /** The file's place as the author knows it. */
  at(path: string): string {
    return join(this.folder, path);
  }

  /** A problem with a file or folder as a whole. */
  fault(path: string, message: string, remedy: string): void {
    this.problems.push(fileProblem(this.at(path), message, remedy));
  }

  read(path: string): string | null {
    return this.files.find((file) => file.path === path)?.content ?? null;
  }

  /** The files below a folder, their paths from there. */
  below(folder: string): FolderFile[] {
    const prefix = `${folder}/`;
    return this.files
      .filter(({ path }) => path.startsWith(prefix))
      .map(({ path, content }) => ({ path: path.slice(prefix.length), content }));
  }

  /** The files below a folder by the first segment of their paths; a file stands under its name. */
  entries(folder: string): Map<string, FolderFile[]> {
    const entries = new Map<string, FolderFile[]>();
    for (const file of this.below(folder)) {
      const name = file.path.split('/', 1)[0] ?? file.path;
      entries.set(name, [...(entries.get(name) ?? []), file]);
    }
    return entries;
  }
}
