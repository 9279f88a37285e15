import { expect, test } from '@jest/globals';
import picocolors from 'picocolors';
import { renderMarkdown } from './render-markdown.ts';

const render = (markdown: string): string =>
  renderMarkdown(markdown, 30, picocolors.createColors(false));

test('prose is wrapped, code stands as it is', () => {
  expect(render('Read *two* numbers and print the **sum** of them.\n\n```\n1   2\n\n3\n```')).toBe(
    'Read two numbers and print the\nsum of them.\n\n    1   2\n\n    3',
  );
});

test('code in a line stays on one line', () => {
  expect(render('The result of evaluating `8 / 4 / 2` is 1.')).toBe(
    'The result of evaluating\n`8 / 4 / 2` is 1.',
  );
});

test('lists keep their shape when they wrap', () => {
  expect(render('- one that is too long for a single line\n- `two`\n  1. nested\n  2. again')).toBe(
    '- one that is too long for a\n  single line\n- `two`\n  1. nested\n  2. again',
  );
});

test('tables stand in columns', () => {
  expect(render('| op | means |\n|---:|---|\n| + | plus |\n| ** | power |')).toBe(
    'op  means\n +  plus\n**  power',
  );
});

test('links keep their address, entities become what they mean', () => {
  expect(render('[docs](https://x.example) 1 &lt; 2')).toBe('docs (https://x.example) 1 < 2');
});

test('escape sequences of an author are shown, not obeyed', () => {
  expect(render('a \u{1b}[31m b')).toBe('a ␛[31m b');
});
