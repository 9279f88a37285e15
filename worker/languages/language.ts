import type { Language } from '../../grading/manifest/schema.ts';

/**
 * What Assay knows of a language: the image its cells run, and the commands that run and check a
 * submission in `/app`. One file a language; `index.ts` lists them.
 */
export interface LanguageRuntime {
  readonly id: Language;
  /** As learners read it, without the version: `Python`. */
  readonly title: string;
  /** Folder in sandbox-images/. */
  readonly image: string;
  /** How the sources become a program, once for each submission; null for interpreted languages. */
  readonly compile: Compiler | null;
  /** The command that runs the submission, the case's arguments to be added. */
  readonly run: ProgramCommand;
  /**
   * Finds out whether a program that ended with exit code `suspectExitCode` never started to run
   * because its source is malformed. Interpreted languages alone: it costs nothing for a program
   * that works, and a learner's program cannot forge it, since it runs without the program.
   */
  readonly syntaxCheck: SyntaxCheck | null;
  /** What serves cases to a function of the learner's; absent: the language has no such exercises. */
  readonly harness?: FunctionHarness;
}

export interface FunctionHarness {
  /** The harness's file; null where it is a part of the image. */
  readonly script: HarnessScript | null;
  /** How a submission becomes what the harness loads; null for interpreted languages. */
  readonly compile: FunctionCompiler | null;
  /** Commands come in on stdin, answers go out on stdout. */
  readonly command: ProgramCommand;
}

export interface HarnessScript {
  /** File in worker/languages/harness. */
  readonly source: string;
  /** Where it is put in `/app`. */
  readonly path: string;
}

export interface FunctionCompiler extends Compiler {
  /** Where in `/app` the types that the exercise provides are put, to be compiled too. */
  readonly typesPath: string;
}

export interface ProgramCommand {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Compiler {
  /**
   * Compiles these files of `/app` to `/app`. Exits with 0 where that worked; else its output says
   * what is wrong, naming files by their paths in `/app`.
   */
  command(paths: readonly string[]): ProgramCommand;
}

export interface SyntaxCheck {
  readonly suspectExitCode: number;
  /** Exits with 0 where every source file is well-formed; else its output says what is not. */
  command(paths: readonly string[]): ProgramCommand;
}

/** Where a submission's files are in a cell. */
export const APP_DIRECTORY = '/app';

/**
 * Starts a harness: commands on descriptor 4, answers on 3. The learner's code finds an empty stdin,
 * and a stdout that is stderr.
 */
export const moveStreams = (argv: readonly string[]): readonly string[] => [
  ...['/bin/sh', '-c', 'exec 3>&1 4<&0 0</dev/null 1>&2; exec "$0" "$@"'],
  ...argv,
];

/** Locale and directories that every program gets; nothing else is in the environment. */
export const COMMON_ENV = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: '/tmp',
  LANG: 'C.UTF-8',
} as const;
