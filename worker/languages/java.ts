import {
  APP_DIRECTORY,
  COMMON_ENV,
  moveStreams,
  type Compiler,
  type LanguageRuntime,
} from './language.ts';

const JAVA = '/opt/java/bin/java';

/** What makes a short-lived JVM start soon: one thread for the collector, no shared counters. */
const START_SOON = ['-XX:+UseSerialGC', '-XX:-UsePerfData', '-Xshare:auto'];

/**
 * The heap's limit is far above any exercise's memory limit, so that the control group decides, as
 * it does for every language: a program that keeps too much alive is killed by the kernel (MLE, a
 * fact that nobody can forge), and does not end with an exit code that looks like System.exit(3).
 * (Below 32 GiB, so that references stay small.) The heap starts small and grows by little more
 * than what is alive, so that garbage does not add up to the limit.
 */
const HEAP = ['-Xms16m', '-Xmx30g', '-XX:MinHeapFreeRatio=20', '-XX:MaxHeapFreeRatio=40'];

/** Deep recursion works in other languages too; what is never used costs nothing. */
const STACK = ['-Xss16m'];

export const javaRunFlags: readonly string[] = [
  ...START_SOON,
  ...HEAP,
  ...STACK,
  // Neither a file about a crash in the working directory, nor a core.
  '-XX:ErrorFile=/dev/null',
  '-XX:-CreateCoredumpOnCrash',
];

const javac: Compiler = {
  command: (paths) => ({
    argv: [
      JAVA,
      ...START_SOON,
      '-XX:TieredStopAtLevel=1',
      '-Xms32m',
      '-Xss8m',
      // No such directory: the compiler is in the JDK, and nothing of /app is ever run with it.
      '-cp',
      '/nowhere',
      'com.sun.tools.javac.Main',
      // No annotation processor: it would be the learner's code, run with the compiler's rights.
      '-proc:none',
      '-implicit:none',
      '-encoding',
      'UTF-8',
      // Concatenation as plain code: what is made for it at run-time takes 20 ms at its first use.
      '-XDstringConcat=inline',
      '-g',
      '-Xmaxerrs',
      '20',
      '-Xmaxwarns',
      '20',
      '-d',
      APP_DIRECTORY,
      ...paths.filter((path) => path.endsWith('.java')).map((path) => `${APP_DIRECTORY}/${path}`),
    ],
    env: COMMON_ENV,
  }),
};

/** Part of the image: sandbox-images/java/harness. */
const HARNESS = 'dev.assay.harness.Main';

export const java: LanguageRuntime = {
  id: 'java',
  title: 'Java',
  image: 'java',
  compile: javac,
  run: {
    argv: [JAVA, ...javaRunFlags, '-cp', APP_DIRECTORY, 'Main'],
    env: COMMON_ENV,
  },
  syntaxCheck: null,
  harness: {
    script: null,
    // No public class: the file may be called what it likes.
    compile: { ...javac, typesPath: '.assay-types.java' },
    command: {
      argv: moveStreams([JAVA, ...javaRunFlags, '-cp', APP_DIRECTORY, HARNESS]),
      env: COMMON_ENV,
    },
  },
};
