import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CliError, EXIT } from './cli-error.ts';
import type { Terminal } from './terminal.ts';

/** More than any password or token: a wrong pipe is noticed before it fills the memory. */
const MAX_STDIN_CHARACTERS = 64 * 1024;

/** Asks on stderr, so that stdout stays the answer's. With `secret`, what is typed is not shown. */
export async function ask(
  terminal: Terminal,
  question: string,
  signal: AbortSignal,
  { secret = false }: { readonly secret?: boolean } = {},
): Promise<string> {
  if (terminal.stdin.isTTY !== true) {
    throw new CliError(
      `Nobody is there to ask (${question.replace(/:\s*$/, '').toLowerCase()}).`,
      EXIT.usage,
      'Give --username with --password-stdin, or --token-stdin.',
    );
  }
  terminal.stderr.write(question);
  // readline edits the line and handles Ctrl-C in raw mode; its echo goes through here.
  const echo = new Writable({
    write: (chunk, _encoding, done) => {
      if (!secret) terminal.stderr.write(String(chunk));
      done();
    },
  });
  const reader = createInterface({ input: terminal.stdin, output: echo, terminal: true });
  const interrupt = new AbortController();
  reader.once('SIGINT', () => interrupt.abort());
  reader.once('close', () => interrupt.abort());
  try {
    return await reader.question('', { signal: AbortSignal.any([signal, interrupt.signal]) });
  } catch {
    throw new CliError('Interrupted.', EXIT.usage);
  } finally {
    reader.close();
    if (secret) terminal.stderr.write('\n');
  }
}

/** All of stdin, without the newline that `echo` adds. */
export async function readStdin(terminal: Terminal): Promise<string> {
  let text = '';
  for await (const chunk of terminal.stdin) {
    text += String(chunk);
    if (text.length > MAX_STDIN_CHARACTERS)
      throw new CliError('Standard input is too long.', EXIT.usage);
  }
  const value = text.replace(/\r?\n$/, '');
  if (value === '') throw new CliError('Standard input is empty.', EXIT.usage);
  return value;
}
