import { randomBytes } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import type { DataDirectory } from './data-directory.ts';
import { errorCode } from '../../platform/error-code.ts';

/** What one data directory keeps beside the database: the demo learner's way in. Mode 0600. */
export interface Installation {
  readonly demo: DemoLearner | null;
}

export interface DemoLearner {
  readonly username: string;
  readonly password: string;
  /** null until the first log-in succeeded. */
  readonly token: string | null;
  readonly tokenId: string | null;
}

const PASSWORD_BYTES = 18;

export const newPassword = (): string => randomBytes(PASSWORD_BYTES).toString('base64url');

export const readInstallation = async (data: DataDirectory): Promise<Installation> => {
  try {
    return JSON.parse(await readFile(data.configFile, 'utf8')) as Installation;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { demo: null };
    throw new Error(`${data.configFile} cannot be read; remove it to begin anew.`, {
      cause: error,
    });
  }
};

export const writeInstallation = async (
  data: DataDirectory,
  installation: Installation,
): Promise<void> => {
  const draft = `${data.configFile}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(installation, null, 2)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, data.configFile);
};
