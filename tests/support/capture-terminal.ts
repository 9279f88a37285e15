import { Readable } from 'node:stream';
import type { Terminal } from '../../cli/client/terminal.ts';

export interface CapturedTerminal extends Terminal {
  readonly out: () => string;
  readonly err: () => string;
  readonly exitCode: () => number | null;
  /** What Ctrl-C does. */
  readonly interrupt: () => void;
}

/** A terminal that nobody looks at: output is kept as text. */
export function captureTerminal(
  cwd: string,
  env: Readonly<Record<string, string>>,
  stdin = '',
): CapturedTerminal {
  let out = '';
  let err = '';
  let exitCode: number | null = null;
  let interrupt = (): void => undefined;
  return {
    cwd,
    env,
    stdin: Readable.from([stdin]),
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    setExitCode: (code) => {
      exitCode = code;
    },
    onInterrupt: (listener) => {
      interrupt = listener;
      return () => undefined;
    },
    out: () => out,
    err: () => err,
    exitCode: () => exitCode,
    interrupt: () => {
      interrupt();
    },
  };
}
