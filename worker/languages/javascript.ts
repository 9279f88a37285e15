import { APP_DIRECTORY, COMMON_ENV, type LanguageRuntime } from './language.ts';

const NODE = '/usr/local/bin/node';
const SOURCE = /\.[cm]?js$/;

const ENV = { ...COMMON_ENV, NODE_ENV: 'production' } as const;

const HARNESS = '.assay-harness.cjs';
/** Node cannot move descriptors: commands on 4, answers on 3, and what is printed to stderr. */
const MOVE_STREAMS = 'exec 3>&1 4<&0 0</dev/null 1>&2; exec "$0" "$@"';

export const javascript: LanguageRuntime = {
  id: 'javascript',
  title: 'JavaScript (Node.js)',
  image: 'javascript',
  compile: null,
  run: {
    argv: [NODE, `${APP_DIRECTORY}/main.js`],
    env: ENV,
  },
  syntaxCheck: {
    suspectExitCode: 1,
    command: (paths) => ({
      argv: [
        '/bin/sh',
        '-c',
        `for file; do ${NODE} --check "$file" || exit 1; done`,
        'check',
        ...paths.filter((path) => SOURCE.test(path)).map((path) => `${APP_DIRECTORY}/${path}`),
      ],
      env: COMMON_ENV,
    }),
  },
  harness: {
    source: 'javascript.cjs',
    path: HARNESS,
    command: {
      argv: ['/bin/sh', '-c', MOVE_STREAMS, NODE, `${APP_DIRECTORY}/${HARNESS}`],
      env: ENV,
    },
  },
};
