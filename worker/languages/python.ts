import { APP_DIRECTORY, COMMON_ENV, type LanguageRuntime } from './language.ts';

const PYTHON = '/usr/bin/python3';

/** Compiles without running; the traceback names the learner's own file and line. */
const CHECK_SOURCES = `
import sys, traceback
failed = False
for path in sys.argv[1:]:
    try:
        with open(path, 'rb') as file:
            compile(file.read(), path, 'exec', dont_inherit=True)
    except Exception as error:
        failed = True
        sys.stderr.write(''.join(traceback.format_exception_only(error)))
sys.exit(1 if failed else 0)
`;

const ENV = {
  ...COMMON_ENV,
  PYTHONDONTWRITEBYTECODE: '1',
  // The same program gets the same verdict every time, whatever the order of its sets.
  PYTHONHASHSEED: '0',
  PYTHONUTF8: '1',
} as const;

const HARNESS = '.assay-harness.py';

export const python: LanguageRuntime = {
  id: 'python',
  title: 'Python',
  image: 'python',
  compile: null,
  run: {
    // -s: no user site directory to look for.
    argv: [PYTHON, '-s', `${APP_DIRECTORY}/main.py`],
    env: ENV,
  },
  syntaxCheck: {
    suspectExitCode: 1,
    command: (paths) => ({
      argv: [
        PYTHON,
        '-I',
        '-S',
        '-c',
        CHECK_SOURCES,
        ...paths.filter((path) => path.endsWith('.py')).map((path) => `${APP_DIRECTORY}/${path}`),
      ],
      env: { ...COMMON_ENV, PYTHONUTF8: '1' },
    }),
  },
  harness: {
    script: { source: 'python.py', path: HARNESS },
    compile: null,
    // -P: nothing is imported from /app before the harness wants it.
    command: { argv: [PYTHON, '-s', '-P', `${APP_DIRECTORY}/${HARNESS}`], env: ENV },
  },
};
