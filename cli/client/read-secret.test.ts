import { expect, test } from '@jest/globals';
import { PassThrough, Readable } from 'node:stream';
import { ask, readStdin } from './read-secret.ts';
import type { Terminal } from './terminal.ts';

/** stdin as a person's keyboard; what the terminal shows is kept. */
function keyboard(): { terminal: Terminal; keys: PassThrough; shown: () => string } {
  const keys = Object.assign(new PassThrough(), { isTTY: true });
  let shown = '';
  const sink = { write: (text: string) => (shown += text) };
  const terminal: Terminal = {
    stdin: keys,
    stdout: sink,
    stderr: sink,
    env: {},
    cwd: '/',
    setExitCode: () => undefined,
    onInterrupt: () => () => undefined,
  };
  return { terminal, keys, shown: () => shown };
}
const never = new AbortController().signal;

test('a password is read and never shown', async () => {
  const { terminal, keys, shown } = keyboard();
  const answer = ask(terminal, 'Password: ', never, { secret: true });
  keys.write('correct horse\b\be battery\n');
  expect(await answer).toBe('correct hore battery');
  expect(shown()).toBe('Password: \n');
});

test('what is no secret is echoed', async () => {
  const { terminal, keys, shown } = keyboard();
  const answer = ask(terminal, 'Username: ', never);
  keys.write('ada\n');
  expect(await answer).toBe('ada');
  expect(shown()).toContain('ada');
});

test('Ctrl-C ends the question', async () => {
  const { terminal, keys } = keyboard();
  const answer = ask(terminal, 'Password: ', never, { secret: true });
  keys.write('\u{3}');
  await expect(answer).rejects.toThrow('Interrupted');
});

test('where nobody is there to ask, it says what to do instead', async () => {
  const { terminal } = keyboard();
  const piped = { ...terminal, stdin: Readable.from(['x']) };
  await expect(ask(piped, 'Password: ', never)).rejects.toThrow(
    'Nobody is there to ask (password)',
  );
});

test('standard input is taken without its last newline', async () => {
  const { terminal } = keyboard();
  const stdin = (text: string): Terminal => ({ ...terminal, stdin: Readable.from([text]) });
  expect(await readStdin(stdin(' secret \r\n'))).toBe(' secret ');
  await expect(readStdin(stdin('\n'))).rejects.toThrow('empty');
});
