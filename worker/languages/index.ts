import type { Language } from '../../grading/manifest/schema.ts';
import { javascript } from './javascript.ts';
import type { LanguageRuntime } from './language.ts';
import { python } from './python.ts';

/** The runtimes by language id: to add one, add a file here and a folder in sandbox-images/. */
export const RUNTIMES: Readonly<Record<Language, LanguageRuntime>> = { python, javascript };
