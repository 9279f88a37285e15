import type { LanguageSupport, StreamLanguage } from '@codemirror/language';
import type { SqlDialectName } from './sql.ts';

export type Mode = LanguageSupport | StreamLanguage<unknown>;

const python = () => import('./python.ts');
const javascript = () => import('./javascript.ts');
const java = () => import('./java.ts');
const csharp = () => import('./csharp.ts');
const sql = () => import('./sql.ts');

type Loaded =
  { readonly mode: Mode } | { readonly sqlMode: (dialect: SqlDialectName | null) => Mode };

/** By a file's extension, or by the name after the three backticks of a Markdown code block. */
const LOADERS: Readonly<Record<string, () => Promise<Loaded>>> = {
  ...{ py: python, python },
  ...{ js: javascript, cjs: javascript, mjs: javascript, javascript, json: javascript },
  ...{ java },
  ...{ cs: csharp, csharp },
  ...{ sql, sqlite: sql, postgresql: sql, mysql: sql },
};

/**
 * Each language is a file of its own, asked for when a text of it is first shown. null: plain; also
 * where the file does not come, since text without colours is still text.
 */
export async function loadMode(name: string, dialect: SqlDialectName | null): Promise<Mode | null> {
  const load = Object.hasOwn(LOADERS, name) ? LOADERS[name] : undefined;
  if (load === undefined) return null;
  // The browser's console names the file.
  const found = await load().catch(() => null);
  if (found === null) return null;
  return 'mode' in found ? found.mode : found.sqlMode(dialect);
}

export const extensionOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1] ?? '';
