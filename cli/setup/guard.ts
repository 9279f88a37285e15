import { spawn } from 'node:child_process';
import { identify } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

/**
 * PostgreSQL runs in a session of its own and would outlive a supervisor that is killed. The guard
 * is a shell that reads from us: when we are gone, however that came about, its input ends, it
 * gives the services a moment to finish, and asks the database to stop (SIGINT: a fast, clean
 * shutdown). In good order it is released after the database, and does nothing.
 */
export interface Guard {
  readonly identity: ProcessIdentity;
  release(): Promise<void>;
}

/** The services' own time to stop, in seconds. */
const SERVICES_STOP_WITHIN_S = 3;
const RELEASED = 'released';

const SCRIPT = `
read -r word
[ "$word" = ${RELEASED} ] && exit 0
sleep ${SERVICES_STOP_WITHIN_S}
kill -INT "$1"
`;

export const startGuard = async (postgresPid: number): Promise<Guard> => {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'assay-guard', String(postgresPid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const identity = child.pid === undefined ? null : await identify(child.pid);
  if (identity === null) throw new Error('The guard of the database could not be started.');
  child.unref();
  return {
    identity,
    release: async () => {
      // While it runs, the guard keeps nobody from ending; now its end is waited for.
      child.ref();
      child.stdin.end(`${RELEASED}\n`);
      await ended;
    },
  };
};
