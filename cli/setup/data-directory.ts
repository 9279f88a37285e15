import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { repoRoot } from '../../platform/config/paths.ts';

/** Where `assay up` keeps everything that is not code. */
export interface DataDirectory {
  readonly path: string;
  readonly postgres: string;
  readonly cache: string;
  readonly logs: string;
  readonly stateFile: string;
  readonly lockFile: string;
  /** Secrets of this installation: readable by its owner alone. */
  readonly configFile: string;
}

export const DEFAULT_DATA = join(repoRoot, '.assay');

export const dataDirectory = (path: string = DEFAULT_DATA): DataDirectory => {
  const root = resolve(path);
  return {
    path: root,
    postgres: join(root, 'postgres'),
    cache: join(root, 'cache'),
    logs: join(root, 'logs'),
    stateFile: join(root, 'run', 'state.json'),
    lockFile: join(root, 'run', 'lock'),
    configFile: join(root, 'config.json'),
  };
};

export const createDataDirectory = async (data: DataDirectory): Promise<void> => {
  // The database's account must be able to walk through: the folders below are closed instead.
  await mkdir(data.path, { recursive: true, mode: 0o755 });
  for (const folder of [data.cache, data.logs, join(data.path, 'run')]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
};
