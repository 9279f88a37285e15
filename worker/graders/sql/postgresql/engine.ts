import type { SqlEngineAdapter } from '../engine.ts';
import { PostgresSession } from './session.ts';

const MIB = 1024 * 1024;

export const postgresql: SqlEngineAdapter = {
  title: 'PostgreSQL',
  image: 'postgresql',
  service: {
    name: 'postgresql',
    argv: ['/assay/start-postgresql'],
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    readyLine: 'ready',
    diskBytes: 128 * MIB,
  },
  open: (opening) => Promise.resolve(new PostgresSession(opening)),
};
