import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, YAMLParseError } from 'yaml';
import { fileProblem, type Problem } from './problem.ts';

/**
 * YAML with the place of every value, so that a problem can name it.
 *
 * Authors are trusted half: a file has a largest size, aliases are counted (a handful of them can
 * stand for gigabytes), nesting that exhausts the stack is a problem like any other, and a
 * duplicate key is an error, since one of the two would silently not count.
 */
export interface YamlSource {
  readonly file: string;
  /** Plain data: what the schema is asked about. */
  readonly value: unknown;
  /** A problem at a path (`['groups', 0, 'points']`), or at the nearest place above it. */
  problem(path: YamlPath, message: string, remedy: string, part?: 'key' | 'value'): Problem;
}

export type YamlPath = readonly (string | number)[];

export type Parsed<T> = T | { readonly problems: readonly Problem[] };

/** True where there are problems instead of a value. */
export const failed = <T extends object>(
  parsed: Parsed<T>,
): parsed is { readonly problems: readonly Problem[] } => 'problems' in parsed;

const MAX_YAML_BYTES = 4 * 1024 * 1024;
const MAX_ALIASES = 100;
/** Problems that one broken file reports: the first ones explain the rest. */
const MAX_SYNTAX_PROBLEMS = 10;

export function parseYaml(file: string, text: string): Parsed<YamlSource> {
  if (Buffer.byteLength(text) > MAX_YAML_BYTES) {
    const message = `The file is larger than ${MAX_YAML_BYTES / 1024 / 1024} MiB.`;
    return { problems: [fileProblem(file, message, 'Spread the cases over several files.')] };
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const faults = [...document.errors, ...document.warnings].slice(0, MAX_SYNTAX_PROBLEMS);
    if (faults.length > 0)
      return { problems: faults.map((fault) => syntaxProblem(file, lines, fault)) };
    const lost = unresolvedAlias(document);
    if (lost !== null) return { problems: [problemAt(file, lines, lost)] };
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { file, value, problem: problemIn(file, document, lines) };
  } catch (error) {
    return { problems: [unreadable(file, error)] };
  }
}

function unresolvedAlias(document: Document): number | null {
  const anchors = new Set<string>();
  let found: number | null = null;
  visit(document, {
    Node(_key, node) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor);
      } else if (!anchors.has(node.source)) {
        found = startOf(node);
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return found;
}

function problemAt(file: string, lines: LineCounter, offset: number): Problem {
  const { line, col } = lines.linePos(offset);
  const message = 'This alias has no anchor before it.';
  return { file, line, column: col, message, remedy: 'Put text with "*" in quotes.' };
}

/** What the parser throws: too many aliases, or a stack that nesting has exhausted. */
function unreadable(file: string, error: unknown): Problem {
  if (error instanceof ReferenceError) {
    const message = `The file cannot be read: ${error.message}.`;
    return fileProblem(
      file,
      message,
      `Write the values out; at most ${MAX_ALIASES} aliases count.`,
    );
  }
  if (error instanceof RangeError) {
    return fileProblem(file, 'The file is nested too deeply.', 'Flatten it.');
  }
  throw error;
}

const SYNTAX_REMEDIES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  DUPLICATE_KEY: 'Keep one of the two.',
  BAD_INDENT: 'Indent what belongs together equally.',
  MULTIPLE_DOCS: 'Remove the "---" and what follows it.',
  MISSING_CHAR: 'Close the quote or bracket, or put the text in quotes.',
  TAG_RESOLVE_FAILED: 'Remove the tag, or put the text in quotes.',
};

function syntaxProblem(
  file: string,
  lines: LineCounter,
  { code, message, pos }: Pick<YAMLParseError, 'code' | 'message' | 'pos'>,
): Problem {
  const { line, col } = lines.linePos(pos[0]);
  const remedy = SYNTAX_REMEDIES[code] ?? 'Correct the YAML here.';
  // linePos is 0 where the counter has seen no line yet.
  return {
    file,
    line: Math.max(1, line),
    column: Math.max(1, col),
    message: `Not valid YAML: ${message.replace(/\.$/, '')}.`,
    remedy,
  };
}

const problemIn =
  (file: string, document: Document, lines: LineCounter): YamlSource['problem'] =>
  (path, message, remedy, part = 'value') => {
    const { line, col } = lines.linePos(offsetOf(document, path, part));
    return { file, line: Math.max(1, line), column: Math.max(1, col), message, remedy };
  };

/** Offset of the deepest node of the path that is there. */
function offsetOf(document: Document, path: YamlPath, part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const child = childOf(node, step);
    if (child === null) return offset;
    const wantKey = part === 'key' && depth === path.length - 1;
    offset = (wantKey ? startOf(child.key) : startOf(child.value)) ?? startOf(child.key) ?? offset;
    node = child.value;
  }
  return offset;
}

function childOf(node: unknown, step: string | number): { key: unknown; value: unknown } | null {
  if (isSeq(node)) {
    const value = node.items[Number(step)];
    return value === undefined ? null : { key: value, value };
  }
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair === undefined ? null : { key: pair.key, value: pair.value };
}

const startOf = (node: unknown): number | null => (isNode(node) ? (node.range?.[0] ?? null) : null);
