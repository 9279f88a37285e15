import type { Database } from '../database/database.ts';
import { USER_CHANNEL } from '../database/user-changes.ts';
import type { Logger } from '../log/logger.ts';
import { openListenConnection, type ListenConnection } from './listen-connection.ts';

export interface UserWatcher {
  /** Of this user, sign-ins ended, or a role or a password is another. */
  forgetUser(userId: string): void;
  /** The connection is new: of what was announced while there was none, nothing is known. */
  forgetEverybody(): void;
}

/** Tells this process what any other one, the command line included, did to a user's sign-ins. */
export const watchUsers = (
  { url }: Database,
  watcher: UserWatcher,
  logger: Logger,
): ListenConnection =>
  openListenConnection(
    { url, channel: USER_CHANNEL },
    {
      onMessage: (userId) => watcher.forgetUser(userId),
      onListening: () => watcher.forgetEverybody(),
    },
    logger,
  );
