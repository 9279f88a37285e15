import { APP_DIRECTORY, COMMON_ENV, moveStreams, type LanguageRuntime } from './language.ts';

const NODE = '/usr/local/bin/node';
const SOURCE = /\.[cm]?js$/;

const ENV = { ...COMMON_ENV, NODE_ENV: 'production' } as const;

const HARNESS = '.assay-harness.cjs';

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
    script: { source: 'javascript.cjs', path: HARNESS },
    compile: null,
    command: {
      // Node cannot do it itself.
      argv: moveStreams([NODE, `${APP_DIRECTORY}/${HARNESS}`]),
      env: ENV,
    },
  },
};
