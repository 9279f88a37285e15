import type { SubmissionResource } from '../../../grading/resource/resources.ts';

/** A complaint about a line of a submitted file, as far as a tool told where. */
export interface CompileMark {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters; null: the line as a whole. */
  readonly column: number | null;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

type File = SubmissionResource['files'][number];

/** Of one text: compilers stop by themselves before, but what they print is a learner's to swell. */
const MAX_MARKS = 100;
/** Lines after the one that names the place in which the caret and the message are looked for. */
const LOOK_AHEAD_LINES = 8;
/** After the source and the caret. */
const SYMBOL_AFTER_LINES = 2;

/** `Main.java:3: error: ';' expected` and `main.c:3:7: warning: ...`: javac, gcc and their kin. */
const COLON = /^(?<path>[^\s:(][^:(]*):(?<line>\d+):(?:(?<column>\d+):)? *(?<message>\S.*)$/;
/** `Main.cs(7,27): error CS0103: ...`: mcs, csc. */
const PARENS = /^(?<path>[^\s(][^(]*)\((?<line>\d+),(?<column>\d+)\): *(?<message>\S.*)$/;
/** `  File "main.py", line 2` before the source, a caret and `SyntaxError: ...`: Python. */
const PYTHON = /^\s*File "(?<path>[^"]+)", line (?<line>\d+)$/;
/** `main.js:1` before the source, a caret and `SyntaxError: ...`: Node.js. */
const NODE = /^(?<path>[^\s:][^:]*\.[cm]?js):(?<line>\d+)$/;
const CARET = /^(?<before>\s*)[\^~]+\s*$/;
const NAMED_ERROR = /^(?:\w+\.)*\w*(?:Error|Warning|Exception)\b.*/;
/** What javac adds below the caret, without which "cannot find symbol" says little. */
const SYMBOL = /^\s+symbol:\s+(?<symbol>.*)$/;
const SEVERITY = /^(?:fatal )?(?<word>error|warning)\b:? */i;

/**
 * The places that a compiler's (or interpreter's) output complains about, in its order. Only files
 * of the submission count: what else a line names is left alone.
 */
export function compileMarks(output: string, files: readonly File[]): CompileMark[] {
  const lines = output.split('\n');
  const marks: CompileMark[] = [];
  for (let at = 0; at < lines.length && marks.length < MAX_MARKS; at++) {
    const mark = markAt(lines, at, files);
    if (mark !== null) marks.push(mark);
  }
  return marks;
}

function markAt(lines: readonly string[], at: number, files: readonly File[]): CompileMark | null {
  const text = (lines[at] ?? '').replace(/\r$/, '');
  const inline = COLON.exec(text) ?? PARENS.exec(text);
  const found = inline ?? PYTHON.exec(text) ?? NODE.exec(text);
  const { path = '', line = '', column, message } = found?.groups ?? {};
  const file = files.find((each) => each.path === path.replace(/^\/app\//, ''));
  if (file === undefined) return null;
  const source = file.content.split('\n');
  // "Unexpected end of input" may be said of the line after the last.
  const number = Math.min(Math.max(Number(line), 1), source.length);
  const around = lines.slice(at + 1, at + 1 + LOOK_AHEAD_LINES);
  const told =
    column === undefined ? caretColumn(around, source[number - 1] ?? '') : Number(column);
  const complaint = message ?? around.find((each) => NAMED_ERROR.test(each)) ?? '';
  const symbol = SYMBOL.exec(around[SYMBOL_AFTER_LINES] ?? '')?.groups?.['symbol'];
  return {
    path: file.path,
    line: number,
    column: told,
    severity:
      SEVERITY.exec(complaint)?.groups?.['word']?.toLowerCase() === 'warning' ? 'warning' : 'error',
    message: [complaint.replace(SEVERITY, '').trim() || 'The compiler stops here.', symbol]
      .filter((part) => part !== undefined)
      .join(': '),
  };
}

/** Where a caret stands below a copy of the source line, whose indentation a tool may have cut. */
function caretColumn(around: readonly string[], source: string): number | null {
  const at = around.findIndex((line) => CARET.test(line));
  const copy = around[at - 1];
  if (at < 1 || copy === undefined || source.trim() === '' || copy.trim() !== source.trim()) {
    return null;
  }
  const caret = CARET.exec(around[at] ?? '')?.groups?.['before']?.length ?? 0;
  const cut = indentOf(copy) - indentOf(source);
  return Math.min(Math.max(caret - cut, 0), source.length) + 1;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** `Line 3: near "FORM": syntax error`: how a database engine's refusal is told of a sample. */
const SQL_LINE = /^Line (?<line>\d+): (?<message>[\s\S]*)$/;

/** What a graded submission tells of its lines: the compiler's complaints, a database's refusals. */
export function marksOf({ result, files }: SubmissionResource): CompileMark[] {
  if (result === null) return [];
  if (result.compileOutput !== null) return compileMarks(result.compileOutput, files);
  const entry = files.find(({ path }) => path.endsWith('.sql'));
  if (entry === undefined) return [];
  const found = new Map<string, CompileMark>();
  for (const { verdict, sampleFeedback, message: text } of result.cases) {
    if (verdict !== 'RTE' || sampleFeedback?.kind !== 'sql') continue;
    const { line, message } = SQL_LINE.exec(text)?.groups ?? {};
    if (line === undefined || message === undefined) continue;
    const place = { path: entry.path, line: Number(line), column: null } as const;
    found.set(text, { ...place, severity: 'error', message });
  }
  return [...found.values()];
}

/** Those whose line still reads as it was submitted: an edited or moved one is another line. */
export function standingMarks(
  marks: readonly CompileMark[],
  submitted: readonly File[],
  current: readonly File[],
): CompileMark[] {
  const lineOf = (files: readonly File[], { path, line }: CompileMark): string | undefined =>
    files.find((file) => file.path === path)?.content.split('\n')[line - 1];
  return marks.filter((mark) => lineOf(submitted, mark) === lineOf(current, mark));
}
