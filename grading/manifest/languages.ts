import type { ExerciseKind, Language } from './language-names.ts';

const PROGRAM_FILES = {
  python: 'main.py',
  javascript: 'main.js',
  java: 'Main.java',
  csharp: 'Main.cs',
} as const;

/**
 * The file that a submission starts with, in the root of its folder, by kind and language; null
 * where the kind is not solved in the language.
 */
const ENTRY_FILES: Readonly<Record<ExerciseKind, Partial<Record<Language, string>>>> = {
  program: PROGRAM_FILES,
  http: PROGRAM_FILES,
  function: {
    python: 'solution.py',
    javascript: 'solution.js',
    java: 'Solution.java',
    csharp: 'Solution.cs',
  },
  sql: { sql: 'main.sql' },
};

export const entryFile = (kind: ExerciseKind, language: Language): string | null =>
  ENTRY_FILES[kind][language] ?? null;

/** The languages that a kind can be solved in. */
export const languagesOf = (kind: ExerciseKind): Language[] =>
  Object.keys(ENTRY_FILES[kind]) as Language[];

/** File name extension, with its dot, to language: how a solution that is one file names it. */
export const LANGUAGE_OF_EXTENSION: Readonly<Record<string, Language>> = {
  '.py': 'python',
  '.js': 'javascript',
  '.java': 'java',
  '.cs': 'csharp',
  '.sql': 'sql',
};
