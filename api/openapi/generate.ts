import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { ROUTES } from '../routes/index.ts';
import { buildDocument } from './build-document.ts';

/** `npm run generate:openapi`: writes the document that is committed and compared by a test. */
const target = new URL('openapi.json', import.meta.url);
const options = await resolveConfig(target);
const text = await format(JSON.stringify(buildDocument(ROUTES)), { ...options, parser: 'json' });
await writeFile(target, text);
