import type { SqlEngineAdapter } from '../engine.ts';
import { MariaSession } from './session.ts';

const MIB = 1024 * 1024;

/** MariaDB, standing for MySQL. */
export const mysql: SqlEngineAdapter = {
  title: 'MariaDB',
  image: 'mariadb',
  service: {
    name: 'mariadb',
    argv: ['/bin/sh', '/usr/lib/assay-mariadb/start.sh'],
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    readyLine: 'ready',
    diskBytes: 128 * MIB,
  },
  open: (opening) => Promise.resolve(new MariaSession(opening)),
};
