import type { EXERCISE_KINDS } from '../../../grading/manifest/language-names.ts';
import type { Language } from '../state/drafts.ts';

const ENTRIES: Readonly<Record<Language, readonly [program: string, function_: string]>> = {
  python: ['main.py', 'solution.py'],
  javascript: ['main.js', 'solution.js'],
  java: ['Main.java', 'Solution.java'],
  csharp: ['Main.cs', 'Solution.cs'],
  sql: ['main.sql', 'main.sql'],
};

/** The file to write where the author gave no starter. */
export const entryFile = (kind: (typeof EXERCISE_KINDS)[number], language: Language): string =>
  ENTRIES[language][kind === 'function' ? 1 : 0];
