/** One thing wrong with an exercise folder, for its author: where it is, and what to do. */
export interface Problem {
  /** Path of the file, or of the folder where a file is missing, below the folder that was given. */
  readonly file: string;
  /** 1-based; 1 where the problem is the file as a whole. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly remedy: string;
}

/** A problem with a file or folder as a whole. */
export const fileProblem = (file: string, message: string, remedy: string): Problem => ({
  file,
  line: 1,
  column: 1,
  message,
  remedy,
});

/** `exercises/phase-1/two-sum/exercise.yaml:3:1: Unknown key "limit". Did you mean "limits"?` */
export const formatProblem = ({ file, line, column, message, remedy }: Problem): string =>
  `${file}:${line}:${column}: ${message} ${remedy}`;

/** By file, then by place: the order in which an author mends them. */
export function compareProblems(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
