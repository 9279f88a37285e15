import {
  APP_DIRECTORY,
  COMMON_ENV,
  moveStreams,
  type Compiler,
  type LanguageRuntime,
} from './language.ts';

/** Mono's own programs: where .NET takes its place, this file and the image's Dockerfile change. */
const MONO = '/usr/bin/mono-sgen';
const COMPILER = '/usr/lib/mono/4.5/mcs.exe';
const PROGRAM = `${APP_DIRECTORY}/Main.exe`;
const LIBRARY = `${APP_DIRECTORY}/Solution.dll`;
/** Part of the image: sandbox-images/csharp/harness. */
const HARNESS = '/opt/harness/harness.exe';

const ENV = {
  ...COMMON_ENV,
  // No files in /tmp/.wapi or below $HOME.
  MONO_DISABLE_SHARED_AREA: '1',
} as const;

/** Mono prints every frame of an overflowing stack, which takes a second for the warden's 64 MiB. */
const STACK_KIB = 16 * 1024;

/** What `using` finds without a project file, beside mscorlib, System, System.Core and System.Xml. */
const REFERENCES = ['System.Numerics.dll'];

const mcs = (...output: readonly string[]): Compiler => ({
  command: (paths) => ({
    argv: [
      MONO,
      COMPILER,
      '-nologo',
      '-utf8output',
      '-codepage:utf8',
      '-debug',
      '-optimize+',
      '-warn:1',
      ...output,
      ...REFERENCES.map((name) => `-r:${name}`),
      ...paths.filter((path) => path.endsWith('.cs')).map((path) => `${APP_DIRECTORY}/${path}`),
    ],
    env: ENV,
  }),
});

/** --debug: line numbers in the traces of exceptions. */
const mono = (...argv: readonly string[]): readonly string[] => [
  ...['/bin/sh', '-c', `ulimit -s ${STACK_KIB}; exec "$0" "$@"`, MONO, '--debug'],
  ...argv,
];

export const csharp: LanguageRuntime = {
  id: 'csharp',
  title: 'C#',
  image: 'csharp',
  compile: mcs(`-out:${PROGRAM}`),
  run: { argv: mono(PROGRAM), env: ENV },
  syntaxCheck: null,
  harness: {
    script: null,
    compile: { ...mcs('-target:library', `-out:${LIBRARY}`), typesPath: '.assay-types.cs' },
    command: { argv: moveStreams(mono(HARNESS, LIBRARY)), env: ENV },
  },
};
