import type { Exercise, TextFile } from '../catalogue/exercise.ts';
import { entryFile } from '../manifest/languages.ts';
import { LANGUAGES } from '../manifest/language-names.ts';
import { pathProblem } from './path-problem.ts';
import { SUBMISSION_LIMITS, type SubmissionSource } from './submission.ts';
import { utf8Bytes } from './utf8-bytes.ts';
import { isWellFormed } from './well-formed.ts';

/** One thing wrong with a request, with where it is. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) into the source: `/files/0/path`. */
  readonly field: string;
  /** One sentence: what is wrong, and what is allowed. */
  readonly message: string;
}

/**
 * Everything that is wrong with a submission whose shape a JSON Schema has already checked; empty
 * where it can be graded. With `exercise`, its languages and its kind's entry file too.
 */
export function validateSource(
  source: SubmissionSource,
  exercise?: Pick<Exercise, 'id' | 'kind' | 'languages'>,
): FieldError[] {
  const language = languageErrors(source, exercise);
  // Which file must be there depends on the language.
  const entry =
    exercise !== undefined && language.length === 0 ? entryFileErrors(source, exercise) : [];
  return [...language, ...filesErrors(source.files), ...entry];
}

/** The rules for files alone: starters and solutions follow them as well. */
export function filesErrors(files: readonly TextFile[]): FieldError[] {
  // Who sends a hundred thousand files gets one answer, not a hundred thousand.
  if (files.length > SUBMISSION_LIMITS.files) {
    return [
      {
        field: '/files',
        message: `There are ${files.length} files; at most ${SUBMISSION_LIMITS.files} are allowed.`,
      },
    ];
  }
  if (files.length === 0) return [{ field: '/files', message: 'There is no file.' }];
  return [...pathErrors(files), ...sizeErrors(files)];
}

/** The rules for paths and text, whatever the number and size of the files. */
export function pathErrors(files: readonly TextFile[]): FieldError[] {
  return [...files.flatMap((file, index) => fileErrors(file, index)), ...clashes(files)];
}

function languageErrors(
  { language }: SubmissionSource,
  exercise: Pick<Exercise, 'id' | 'languages'> | undefined,
): FieldError[] {
  const offered: readonly string[] = exercise?.languages ?? LANGUAGES;
  if (offered.includes(language)) return [];
  const where = exercise === undefined ? 'Assay' : `The exercise ${exercise.id}`;
  const message = `${where} does not offer "${language}", but: ${offered.join(', ')}.`;
  return [{ field: '/language', message }];
}

function fileErrors({ path, content }: TextFile, index: number): FieldError[] {
  const errors: FieldError[] = [];
  const problem = pathProblem(path);
  if (problem !== null) errors.push({ field: `/files/${index}/path`, message: problem });
  if (!isWellFormed(content)) {
    const message = 'The content is not valid Unicode (a lone surrogate).';
    errors.push({ field: `/files/${index}/content`, message });
  } else if (content.includes('\0')) {
    const message = 'The content holds a NUL character; only text files can be submitted.';
    errors.push({ field: `/files/${index}/content`, message });
  }
  return errors;
}

/** The same path twice, or a path that is a file here and a folder there. */
function clashes(files: readonly TextFile[]): FieldError[] {
  const first = new Map<string, number>();
  const folders = new Map<string, number>();
  files.forEach(({ path }, index) => {
    if (!first.has(path)) first.set(path, index);
    // Parents of an endless path would be endless work; it is refused already.
    if (path.length > SUBMISSION_LIMITS.pathLength) return;
    for (const folder of parentsOf(path)) if (!folders.has(folder)) folders.set(folder, index);
  });
  return files.flatMap(({ path }, index) => {
    const field = `/files/${index}/path`;
    const twin = first.get(path) ?? index;
    if (twin !== index) {
      return [{ field, message: `The path is the same as that of /files/${twin}.` }];
    }
    const inside = folders.get(path);
    if (inside === undefined) return [];
    return [{ field, message: `The path is a file here and a folder for /files/${inside}.` }];
  });
}

function parentsOf(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}

function sizeErrors(files: readonly TextFile[]): FieldError[] {
  const total = files.reduce((sum, { content }) => sum + utf8Bytes(content), 0);
  if (total <= SUBMISSION_LIMITS.totalBytes) return [];
  const message =
    `The files have ${total} bytes in all; ` +
    `at most ${SUBMISSION_LIMITS.totalBytes} (${SUBMISSION_LIMITS.totalBytes / 1024} KiB) are allowed.`;
  return [{ field: '/files', message }];
}

function entryFileErrors(
  { language, files }: SubmissionSource,
  { kind }: Pick<Exercise, 'kind'>,
): FieldError[] {
  const entry = entryFile(kind, language);
  if (entry === null || files.length === 0 || files.some(({ path }) => path === entry)) return [];
  const what = kind === 'function' || kind === 'sql' ? 'your solution' : 'the program';
  return [{ field: '/files', message: `The file "${entry}", where ${what} starts, is missing.` }];
}
