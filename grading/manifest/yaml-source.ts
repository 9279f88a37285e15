import {
  Composer,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  visit,
  YAMLParseError,
} from 'yaml';
import type { CST, Document, YAMLMap } from 'yaml';
import { readJson } from './json-value.ts';
import { fileProblem, type Problem } from './problem.ts';

/**
 * YAML with the place of every value, so that a problem can name it.
 *
 * Authors are trusted half: a file has a largest size, aliases are counted (a handful of them can
 * stand for gigabytes) and never stand for what they are in, and a duplicate key is an error, since
 * one of the two would silently not count. The library's own check of that compares each key with
 * each other, so we make it. Nesting is bounded before anything recurs over it: on an exhausted
 * stack V8 cannot compile a regular expression, and then ends the process.
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
/** Collections in collections; the deepest of our own exercises have ten. */
const MAX_NESTING = 100;
/** Problems that one broken file reports: the first ones explain the rest. */
const MAX_SYNTAX_PROBLEMS = 10;

export function parseYaml(file: string, text: string): Parsed<YamlSource> {
  if (Buffer.byteLength(text) > MAX_YAML_BYTES) {
    const message = `The file is larger than ${MAX_YAML_BYTES / 1024 / 1024} MiB.`;
    return { problems: [fileProblem(file, message, 'Spread the cases over several files.')] };
  }
  const json = readJson(text, MAX_NESTING);
  return json === null ? parseDocument(file, text) : jsonSource(file, text, json.value);
}

/** JSON is YAML, and read ten times as fast; as YAML only where a problem needs its place. */
function jsonSource(file: string, text: string, value: unknown): YamlSource {
  let placed: Parsed<YamlSource> | undefined;
  return {
    file,
    value,
    problem(path, message, remedy, part) {
      placed ??= parseDocument(file, text);
      if (failed(placed)) return fileProblem(file, message, remedy);
      return placed.problem(path, message, remedy, part);
    },
  };
}

function parseDocument(file: string, text: string): Parsed<YamlSource> {
  const lines = new LineCounter();
  try {
    const document = compose(text, lines);
    const faults = [...document.errors, ...document.warnings, ...nodeFaults(document)];
    if (faults.length > 0) {
      const first = faults.slice(0, MAX_SYNTAX_PROBLEMS);
      return { problems: first.map((fault) => syntaxProblem(file, lines, fault)) };
    }
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { file, value, problem: problemIn(file, document, lines) };
  } catch (error) {
    return { problems: [unreadable(file, error)] };
  }
}

/** As the library's own `parseDocument`, with a parser that is bounded. @throws RangeError */
function compose(text: string, lines: LineCounter): Document.Parsed {
  const tokens = new BoundedParser(lines.addNewLine).parse(text);
  const composer = new Composer({ lineCounter: lines, uniqueKeys: false });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (document === undefined) throw new Error('The composer gave no document.');
  if (second !== undefined) {
    const [at] = second.range;
    const message = 'Source contains multiple documents';
    document.errors.push(new YAMLParseError([at, at + 1], 'MULTIPLE_DOCS', message));
  }
  return document;
}

/** Ends where too much is open: what comes of it is nested, but the parser itself is not. */
class BoundedParser extends Parser {
  override *next(source: string): Generator<CST.Token, void> {
    yield* super.next(source);
    if (this.stack.length > MAX_NESTING) throw new RangeError('nested too deeply');
  }
}

type Fault = Pick<YAMLParseError, 'message' | 'pos'> & { readonly code: string };

/** What is sound syntax and still means nothing, in the order of the text. */
function nodeFaults(document: Document): Fault[] {
  const found: Fault[] = [];
  const anchored = new Map<string, unknown>();
  const add = (code: string, message: string, node: unknown): void => {
    const at = startOf(node) ?? 0;
    found.push({ code, message, pos: [at, at] });
  };
  visit(document, {
    Node(_key, node, path) {
      if (isMap(node)) for (const key of repeatedKeys(node)) add('DUPLICATE_KEY', REPEATED, key);
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchored.set(node.anchor, node);
      } else if (!anchored.has(node.source)) {
        add('LOST_ALIAS', 'This alias has no anchor before it', node);
      } else if (path.some((above) => above === anchored.get(node.source))) {
        add('ENDLESS_ALIAS', 'This alias is within what it stands for', node);
      }
    },
  });
  return found;
}

const REPEATED = 'Map keys must be unique';

function repeatedKeys({ items }: YAMLMap): unknown[] {
  const seen = new Set<unknown>();
  return items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    if (seen.has(key.value)) return [key];
    seen.add(key.value);
    return [];
  });
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
  LOST_ALIAS: 'Put text with "*" in quotes.',
  ENDLESS_ALIAS: 'Write the value out.',
  MULTIPLE_DOCS: 'Remove the "---" and what follows it.',
  MISSING_CHAR: 'Close the quote or bracket, or put the text in quotes.',
  TAG_RESOLVE_FAILED: 'Remove the tag, or put the text in quotes.',
};

function syntaxProblem(file: string, lines: LineCounter, { code, message, pos }: Fault): Problem {
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
