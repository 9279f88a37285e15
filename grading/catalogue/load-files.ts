import { entryFile, LANGUAGE_OF_EXTENSION } from '../manifest/languages.ts';
import { suggest } from '../manifest/nearest.ts';
import { LANGUAGES, type ExerciseKind, type Language } from '../manifest/language-names.ts';
import { filesErrors } from '../submission/validate-submission.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Exercise, Solution, TextFile } from './exercise.ts';
import type { FolderView } from './folder-view.ts';

/** Folders of solutions, by the verdict that each must get: the Kattis problem format's names. */
export const SOLUTION_FOLDERS: Readonly<Record<string, Verdict>> = {
  accepted: 'AC',
  wrong_answer: 'WA',
  time_limit_exceeded: 'TLE',
  memory_limit_exceeded: 'MLE',
  output_limit_exceeded: 'OLE',
  run_time_error: 'RTE',
  compile_error: 'CE',
};

/** What the files of an exercise must fit. */
export interface Offer {
  readonly kind: ExerciseKind;
  readonly languages: readonly Language[];
}

/**
 * `starter/<language>/`: what a learner starts from, in every language that is offered. Where the
 * folder is absent, `generate` may give the starter.
 */
export function loadStarters(
  view: FolderView,
  { kind, languages }: Offer,
  generate?: (language: Language) => readonly TextFile[],
): Exercise['starters'] {
  const starters: Partial<Record<Language, readonly TextFile[]>> = {};
  const entries = view.entries('starter');
  for (const language of languages) {
    const files = view.below(`starter/${language}`);
    if (files.length === 0 && generate !== undefined) {
      starters[language] = generate(language);
      continue;
    }
    if (files.length === 0) {
      const path = `starter/${language}/${entryFile(kind, language) ?? ''}`;
      view.fault(
        path,
        `The starter for ${language} is missing.`,
        'Add it: a first, empty program.',
      );
      continue;
    }
    checkFiles(view, `starter/${language}`, entryFile(kind, language), files);
    starters[language] = files;
  }
  for (const name of entries.keys()) {
    if ((languages as readonly string[]).includes(name)) continue;
    const remedy = suggest(name, LANGUAGES, 'Name the folder after a language of the manifest.');
    const offered = (LANGUAGES as readonly string[]).includes(name);
    view.fault(
      `starter/${name}`,
      `There is a starter for "${name}", which the exercise does not offer.`,
      offered ? `Add ${name} to "languages" in exercise.yaml, or remove the folder.` : remedy,
    );
  }
  return starters;
}

/**
 * `solutions/<verdict>/NAME.py`, a program of one file, or `solutions/<verdict>/NAME/`, a folder
 * with its entry file (main.py, Main.java), which tells the language.
 */
export function loadSolutions(view: FolderView, offer: Offer): Solution[] {
  const solutions: Solution[] = [];
  for (const folder of view.entries('solutions').keys()) {
    const expectedVerdict = Object.hasOwn(SOLUTION_FOLDERS, folder)
      ? SOLUTION_FOLDERS[folder]
      : undefined;
    if (expectedVerdict === undefined) {
      const known = Object.keys(SOLUTION_FOLDERS);
      view.fault(`solutions/${folder}`, `"${folder}" is no verdict.`, suggest(folder, known));
      continue;
    }
    for (const [name, files] of view.entries(`solutions/${folder}`)) {
      const solution = readSolution(view, `${folder}/${name}`, files, offer);
      if (solution !== null) solutions.push({ ...solution, expectedVerdict });
    }
  }
  return solutions;
}

function readSolution(
  view: FolderView,
  name: string,
  files: readonly TextFile[],
  { kind, languages }: Offer,
): Omit<Solution, 'expectedVerdict'> | null {
  const path = `solutions/${name}`;
  const single = files.find((file) => name.endsWith(`/${file.path}`));
  const language =
    single === undefined ? languageOfFolder(kind, name, files) : languageOfFile(name);
  if (language === null) {
    const known = languages.map((one) => entryFile(kind, one)).join(' or ');
    const message = 'The language of this solution is not clear.';
    view.fault(
      path,
      message,
      `Name the file after it (.py, .js, .java, .cs), or put ${known} in the folder.`,
    );
    return null;
  }
  if (!languages.includes(language)) {
    const message = `The solution is in ${language}, which the exercise does not offer.`;
    view.fault(path, message, `Add ${language} to "languages" in exercise.yaml, or remove it.`);
    return null;
  }
  const entry = entryFile(kind, language);
  if (single !== undefined) {
    const program = [{ path: entry ?? single.path, content: single.content }];
    checkFiles(view, path, entry, program);
    return { name, language, files: program };
  }
  const inFolder = files.map((file) => ({
    path: file.path.slice(file.path.indexOf('/') + 1),
    content: file.content,
  }));
  checkFiles(view, path, entry, inFolder);
  return { name, language, files: inFolder };
}

function languageOfFile(name: string): Language | null {
  const extension = /\.[^./]+$/.exec(name)?.[0] ?? '';
  return Object.hasOwn(LANGUAGE_OF_EXTENSION, extension)
    ? (LANGUAGE_OF_EXTENSION[extension] ?? null)
    : null;
}

/** By its entry file; where several languages have theirs, by the folder's name. */
function languageOfFolder(
  kind: ExerciseKind,
  name: string,
  files: readonly TextFile[],
): Language | null {
  const folder = name.slice(name.indexOf('/') + 1);
  const found = LANGUAGES.filter((language) => {
    const entry = entryFile(kind, language);
    return entry !== null && files.some(({ path }) => path === `${folder}/${entry}`);
  });
  if (found.length === 1) return found[0] ?? null;
  return (
    (found.length === 0 ? LANGUAGES : found).find((language) => folder.includes(language)) ?? null
  );
}

/** What learners may submit, authors may: the same rules for paths, number and size. */
function checkFiles(
  view: FolderView,
  folder: string,
  entry: string | null,
  files: readonly TextFile[],
): void {
  for (const { field, message } of filesErrors(files)) {
    const index = /^\/files\/(\d+)/.exec(field)?.[1];
    const path = index === undefined ? undefined : files[Number(index)]?.path;
    view.fault(
      path === undefined || files.length === 1 ? folder : `${folder}/${path}`,
      message,
      'A submission has these limits, so starters and solutions have them too.',
    );
  }
  if (entry !== null && !files.some(({ path }) => path === entry)) {
    view.fault(folder, `The file "${entry}" is missing.`, 'Add it: there the program starts.');
  }
}
