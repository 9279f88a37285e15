import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { DOCUMENTED_SCHEMAS } from '../manifest/schema.ts';

test.each(Object.entries(DOCUMENTED_SCHEMAS))(
  'docs/%s.schema.json is current (else: npm run generate:schemas)',
  async (name, schema) => {
    const file = new URL(`../../docs/${name}.schema.json`, import.meta.url);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(schema);
  },
);
