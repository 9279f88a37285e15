/**
 * Exit codes of every learner's command. 0 means accepted (or done); scripts may rely on it.
 */
export const EXIT = {
  ok: 0,
  /** The submission was graded and not accepted, or a check failed. */
  notAccepted: 1,
  /** The command line or the learner's folder is wrong. */
  usage: 2,
  /** The server could not be reached, or answered with a problem. */
  server: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failure that has an explanation for the person at the terminal: no stack trace is shown. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;
  /** What to do about it; null where the message says it all. */
  readonly remedy: string | null;

  constructor(message: string, exitCode: ExitCode, remedy: string | null = null) {
    super(message);
    this.exitCode = exitCode;
    this.remedy = remedy;
  }
}
