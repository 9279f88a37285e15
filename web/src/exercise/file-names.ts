import { entryFile } from '../../../grading/manifest/languages.ts';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { pathProblem } from '../../../grading/submission/path-problem.ts';
import { SUBMISSION_LIMITS } from '../../../grading/submission/submission.ts';
import { utf8Bytes } from '../../../grading/submission/utf8-bytes.ts';
import { formatBytes } from '../../../grading/text/units.ts';
import type { Language, SourceFile } from '../state/drafts.ts';

/** A grader that reads one file alone is not offered more. */
export const takesMoreFiles = ({ kind }: ExerciseResource): boolean => kind !== 'sql';

/** True for the file that the grader starts with: it keeps its name, and stays. */
export const isEntry = ({ kind }: ExerciseResource, language: Language, path: string): boolean =>
  path === entryFile(kind, language);

/**
 * What is wrong with a new file's name, or with the new name of `renamed`; null where it can be
 * handed in so. The API refuses the same, in words of its own (grading/submission).
 */
export function fileNameProblem(
  files: readonly SourceFile[],
  path: string,
  renamed: string | null,
): string | null {
  if (renamed === null && files.length >= SUBMISSION_LIMITS.files) {
    return `There are ${files.length} files already; more cannot be handed in.`;
  }
  if (path === '') return 'A file needs a name.';
  const problem = pathProblem(path);
  if (problem !== null) return problem;
  const others = files.map((file) => file.path).filter((other) => other !== renamed);
  if (others.includes(path)) return `There is a file ${path} already.`;
  const inside = others.find((other) => other.startsWith(`${path}/`));
  if (inside !== undefined) return `${path} is the folder of ${inside}; it cannot be a file too.`;
  const folder = others.find((other) => path.startsWith(`${other}/`));
  return folder === undefined ? null : `${folder} is a file; it cannot be a folder too.`;
}

/** From this share of the limit on, the size is worth a word. */
const TELL_FROM = 0.75;

/** How much of what can be handed in the files take, once it is much; `tooMuch`: it is refused. */
export function sizeNote(
  files: readonly SourceFile[],
): { readonly text: string; readonly tooMuch: boolean } | null {
  const { totalBytes } = SUBMISSION_LIMITS;
  // A character has at most three bytes for each unit of UTF-16: most often this answers.
  const units = files.reduce((sum, { content }) => sum + content.length, 0);
  if (units * 3 < totalBytes * TELL_FROM) return null;
  const bytes = files.reduce((sum, { content }) => sum + utf8Bytes(content), 0);
  if (bytes < totalBytes * TELL_FROM) return null;
  const text = `${formatBytes(bytes)} of the ${formatBytes(totalBytes)} that can be handed in`;
  return { text, tooMuch: bytes > totalBytes };
}
