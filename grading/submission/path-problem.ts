import { isWellFormed } from './well-formed.ts';
import { SUBMISSION_LIMITS } from './submission.ts';
import { utf8Bytes } from './utf8-bytes.ts';

const NAME_MAX_BYTES = 255;

/**
 * What is wrong with the path of a file in a submission, a starter, a solution or a case, or null:
 * relative, `/` between segments, no `.` or `..`, nothing that a terminal or a shell stumbles over.
 */
export function pathProblem(path: string): string | null {
  if (path === '') return 'The path is empty.';
  if (path.length > SUBMISSION_LIMITS.pathLength) {
    return `The path has ${path.length} characters; at most ${SUBMISSION_LIMITS.pathLength} are allowed.`;
  }
  if (!isWellFormed(path)) return 'The path is not valid Unicode (a lone surrogate).';
  // Before the white space of `trim`, which would hide them.
  if (/\p{Cc}/u.test(path)) return 'The path holds a control character.';
  if (path.includes('\\')) return 'The path holds a backslash; write "/" between folders.';
  if (path.startsWith('/')) return 'The path is absolute; it must be relative to the submission.';
  if (/^[A-Za-z]:/.test(path)) return 'The path starts with a drive letter; it must be relative.';
  for (const segment of path.split('/')) {
    if (segment === '') return 'The path has an empty segment ("//" or "/" at its end).';
    if (segment === '.' || segment === '..') return `The path has a segment "${segment}".`;
    if (utf8Bytes(segment) > NAME_MAX_BYTES) {
      return `A file name may have at most ${NAME_MAX_BYTES} bytes.`;
    }
  }
  return null;
}
