import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repoRoot } from '../../../platform/config/paths.ts';
import type { HarnessScript } from '../../languages/language.ts';

const FOLDER = join(repoRoot, 'worker/languages/harness');
const sources = new Map<string, Promise<string>>();

/** The harness's own text, read once; it lies beside the sources, for the compiled code as well. */
export function harnessSource({ source }: HarnessScript): Promise<string> {
  const known = sources.get(source);
  if (known !== undefined) return known;
  const reading = readFile(join(FOLDER, source), 'utf8');
  sources.set(source, reading);
  return reading;
}
