import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { TextFile } from '../../grading/catalogue/exercise.ts';
import { LANGUAGE_OF_EXTENSION } from '../../grading/manifest/languages.ts';
import {
  LANGUAGES,
  type ExerciseKind,
  type Language,
} from '../../grading/manifest/language-names.ts';
import { repoRoot } from '../../platform/config/paths.ts';

/** Real folders, each of which verifies; found from dist/ as well, which holds no copy of them. */
const TEMPLATES = join(repoRoot, 'cli', 'new', 'templates');

export type TemplateName = ExerciseKind | 'class';

/** What stands as `{{name}}` in a template's manifest and statement. */
export type Values = Readonly<Record<string, string>>;

/** The files of a new exercise: those of the template that its languages need, filled in. */
export async function renderTemplate(
  template: TemplateName,
  languages: readonly Language[],
  values: Values,
): Promise<TextFile[]> {
  const folder = join(TEMPLATES, template);
  const paths = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: TextFile[] = [];
  for (const entry of paths) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length + 1);
    if (!isWanted(path, languages)) continue;
    files.push({ path, content: fill(await readFile(file, 'utf8'), path, values) });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Of the bad solutions one is enough to show how they are written: the first language's. */
function isWanted(path: string, languages: readonly Language[]): boolean {
  const bad = path.startsWith('solutions/') && !path.startsWith('solutions/accepted/');
  if (bad) return LANGUAGE_OF_EXTENSION[extname(path)] === languages[0];
  const named = path.split('/').flatMap((part) => LANGUAGES.find((one) => one === part) ?? []);
  return named.every((language) => languages.includes(language));
}

function fill(text: string, path: string, values: Values): string {
  if (path !== 'exercise.yaml' && path !== 'statement.md') return text;
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The template's ${path} asks for "${name}".`);
    return value;
  });
}
