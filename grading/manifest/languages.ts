import type { Language } from './schema.ts';

/** The file that a submission in a language starts with, in the root of its folder. */
export const ENTRY_FILE: Readonly<Record<Language, string>> = {
  python: 'main.py',
  javascript: 'main.js',
};

/** File name extension, with its dot, to language: how a solution that is one file names it. */
export const LANGUAGE_OF_EXTENSION: Readonly<Record<string, Language>> = {
  '.py': 'python',
  '.js': 'javascript',
};
