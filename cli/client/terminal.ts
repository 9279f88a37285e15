import { EXIT, type ExitCode } from './cli-error.ts';

/** A stream of the command's output: what the real one and a test's have in common. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The shells' code for a program ended by SIGINT. */
export const INTERRUPTED = 130;

/**
 * All that a learner's command touches of its process, so that tests run commands within their own.
 * Answers go to stdout; talk (progress, prompts, warnings) goes to stderr.
 */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  setExitCode(code: ExitCode | typeof INTERRUPTED): void;
  /** Calls back on Ctrl-C, once, until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
}

export const processTerminal = (): Terminal => ({
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  setExitCode: (code) => {
    process.exitCode = code;
  },
  onInterrupt: (listener) => {
    process.once('SIGINT', listener);
    return () => process.removeListener('SIGINT', listener);
  },
});

/** The help text that documents them stands under every learner's command. */
export const EXIT_CODES_HELP = `
Exit codes:
  ${EXIT.ok}  accepted, or done
  ${EXIT.notAccepted}  not accepted
  ${EXIT.usage}  wrong arguments, or a folder that cannot be submitted
  ${EXIT.server}  the server cannot be reached or answered with a problem`;
