import type { SqlEngineAdapter } from '../engine.ts';
import { SqliteSession } from './session.ts';

/** SQLite: a library, in a process of the harness's that starts in milliseconds. */
export const sqlite: SqlEngineAdapter = {
  title: 'SQLite',
  image: 'sqlite',
  service: null,
  open: (opening) => Promise.resolve(new SqliteSession(opening)),
};
