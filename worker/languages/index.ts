import type { Language } from '../../grading/manifest/language-names.ts';
import { csharp } from './csharp.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import type { LanguageRuntime } from './language.ts';
import { python } from './python.ts';

/** The runtimes by language id: to add one, add a file here and a folder in sandbox-images/. */
export const RUNTIMES = { python, javascript, java, csharp } satisfies Partial<
  Record<Language, LanguageRuntime>
>;

export function runtimeOf(language: Language): LanguageRuntime {
  const runtimes: Partial<Readonly<Record<Language, LanguageRuntime>>> = RUNTIMES;
  const runtime = runtimes[language];
  if (runtime === undefined) throw new Error(`There is no runtime for ${language}.`);
  return runtime;
}
