import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { webDir } from '../../platform/config/paths.ts';

/** What Vite tells of a file that it made: `.vite/manifest.json`. */
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly isEntry?: boolean;
}

const KILOBYTE = 1000;
const FIRST_LOAD_LIMIT_KB = 200;
const EDITOR = 'src/exercise/editor.tsx';
const MODES = ['python', 'javascript', 'java', 'csharp', 'sql'].map(
  (name) => `src/exercise/modes/${name}.ts`,
);
const manifest = JSON.parse(
  await readFile(join(webDir, '.vite/manifest.json'), 'utf8'),
) as Readonly<Record<string, Chunk>>;

const chunkOf = (name: string): Chunk => {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`The build has no ${name}; it has ${names.join(' ')}.`);
  return chunk;
};
const names = Object.keys(manifest);
const ENTRY = names.find((name) => manifest[name]?.isEntry === true) ?? 'index.html';

/** What a browser must have before these run: they, and all that they import at once. */
const closureOf = (...roots: readonly string[]): Set<string> => {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    chunkOf(name).imports?.forEach(visit);
  };
  roots.forEach(visit);
  return found;
};

const gzippedKb = async (chunks: ReadonlySet<string>): Promise<number> => {
  const files = new Set<string>(['index.html']);
  for (const name of chunks) {
    const { file, css = [] } = chunkOf(name);
    for (const each of [file, ...css]) files.add(each);
  }
  const contents = await Promise.all([...files].map((file) => readFile(join(webDir, file))));
  return contents.reduce((sum, content) => sum + gzipSync(content).length, 0) / KILOBYTE;
};

/** The pages of a learner, with what each loads once it is there. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  home: [ENTRY],
  exercise: [ENTRY, 'src/pages/exercise-page.tsx', 'src/exercise/statement.tsx'],
  'sign-in': [ENTRY, 'src/pages/sign-in-page.tsx'],
};

test.each(Object.entries(PAGES))('the first load of the page %s is small', async (_, roots) => {
  const chunks = closureOf(...roots);
  expect([...chunks]).not.toContain(EDITOR);
  expect(await gzippedKb(chunks)).toBeLessThan(FIRST_LOAD_LIMIT_KB);
});

test('the editor comes on demand, and each language by itself', () => {
  const everything = closureOf(...(PAGES['exercise'] ?? []));
  for (const name of [EDITOR, ...MODES]) {
    expect([...everything]).not.toContain(name);
    expect(chunkOf(name).file).toMatch(/\.js$/);
  }
  // The editor brings no language along, and no language another.
  for (const name of [EDITOR, ...MODES]) {
    const others = MODES.filter((mode) => mode !== name);
    expect([...closureOf(name)].filter((each) => others.includes(each))).toEqual([]);
  }
});
