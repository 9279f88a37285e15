/** Languages a submission can be written in; `worker/languages` has one file for each. */
export const LANGUAGES = ['python', 'javascript', 'java', 'csharp', 'sql'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How people write them. */
export const LANGUAGE_TITLES: Readonly<Record<Language, string>> = {
  python: 'Python',
  javascript: 'JavaScript',
  java: 'Java',
  csharp: 'C#',
  sql: 'SQL',
};

/** An exercise id, a group id, a case name: what may stand in a URL, a path and a terminal. */
export const SLUG_PATTERN = '^[a-z0-9]+(-[a-z0-9]+)*$';

export const EXERCISE_KINDS = ['program', 'function', 'http', 'sql'] as const;
export type ExerciseKind = (typeof EXERCISE_KINDS)[number];

/** The languages whose functions can be called: `worker/languages` has a harness for each. */
export const FUNCTION_LANGUAGES: readonly Language[] = ['python', 'javascript', 'java', 'csharp'];
