import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Who the server runs as: PostgreSQL refuses to run as root, so root hands over to this account. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const ACCOUNT_NAME = 'postgres';
const ANYONE_MAY_ENTER = 0o001;
const GROUP_MAY_ENTER = 0o010;
const OWNER_MAY_ENTER = 0o100;

const lookUp = async (): Promise<Account | null> => {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, ACCOUNT_NAME])).stdout)),
    );
    return uid !== undefined && gid !== undefined ? { uid, gid } : null;
  } catch {
    return null;
  }
};

/** null: not root, the server runs as the caller. Otherwise the account, made where missing. */
export const serverAccount = async (): Promise<Account | null> => {
  if (process.getuid?.() !== 0) return null;
  const existing = await lookUp();
  if (existing !== null) return existing;
  try {
    await run('useradd', ['--system', '--user-group', '--shell', '/bin/false', ACCOUNT_NAME]);
  } catch (error) {
    throw new Error(
      `PostgreSQL does not run as root, and the account "${ACCOUNT_NAME}" could not be made; ` +
        `make it (useradd --system ${ACCOUNT_NAME}) or run Assay as another user.`,
      { cause: error },
    );
  }
  const made = await lookUp();
  if (made === null) throw new Error(`The account "${ACCOUNT_NAME}" was made but is not there.`);
  return made;
};

/** Whether the account can walk to `path`: /root and a folder of mktemp -d are closed to others. */
export const canReach = async (path: string, account: Account): Promise<boolean> => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const needed =
      uid === account.uid
        ? OWNER_MAY_ENTER
        : gid === account.gid
          ? GROUP_MAY_ENTER
          : ANYONE_MAY_ENTER;
    if ((mode & needed) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
};
