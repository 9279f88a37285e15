/**
 * `npm run generate:schemas`: writes the JSON Schemas that editors check exercise.yaml and case
 * files with (`# yaml-language-server: $schema=...`). A unit test fails where they are stale.
 */
import { writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { DOCUMENTED_SCHEMAS } from '../manifest/schema.ts';

for (const [name, schema] of Object.entries(DOCUMENTED_SCHEMAS)) {
  const file = new URL(`../../docs/${name}.schema.json`, import.meta.url);
  const json = await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 });
  await writeFile(file, json);
}
