import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from './config/paths.ts';

const manifest = JSON.parse(readFileSync(join(repoRoot, 'package.json'), 'utf8')) as {
  readonly version: string;
};

export const version: string = manifest.version;
