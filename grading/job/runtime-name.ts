import type { Exercise } from '../catalogue/exercise.ts';
import { SQL_ENGINES, type SqlEngine } from '../kinds/sql/types.ts';
import { LANGUAGE_TITLES, LANGUAGES, type Language } from '../manifest/language-names.ts';

/**
 * What a submission needs of a worker: the language it is written in, or the database that its SQL
 * runs in. A worker offers some of them or all, and takes nothing else.
 */
export type RuntimeName = Exclude<Language, 'sql'> | SqlEngine;

export const RUNTIME_NAMES: readonly RuntimeName[] = [
  ...LANGUAGES.filter((language) => language !== 'sql'),
  ...SQL_ENGINES,
];

const TITLES: Readonly<Partial<Record<string, string>>> = {
  ...LANGUAGE_TITLES,
  sqlite: 'SQLite',
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
};

export const runtimeNameOf = (exercise: Exercise, language: Language): RuntimeName => {
  if (exercise.kind === 'sql') return exercise.spec.engine;
  if (language === 'sql')
    throw new Error(`${exercise.id} is no SQL exercise, and sql runs no other.`);
  return language;
};

/** As people write it: `Java`. What a newer server may name is given back as it is. */
export const runtimeTitle = (name: string): string => TITLES[name] ?? name;

/** `sql` stands for every database. Null where a name is no runtime. */
export const expandRuntimes = (names: readonly string[]): readonly RuntimeName[] | null => {
  const asked = new Set(names.flatMap((name) => (name === 'sql' ? SQL_ENGINES : [name])));
  const found = RUNTIME_NAMES.filter((name) => asked.has(name));
  return found.length === asked.size ? found : null;
};
