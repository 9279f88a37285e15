import type { JsonValue } from '../../catalogue/test-case.ts';
import { CORRECT, wrong, type Judgement } from '../../checker/judgement.ts';
import { differFromSchema } from './match-schema.ts';
import { isPattern, matchesText } from './match-text.ts';
import type { HttpAnswer, HttpCapture, HttpExpectation, StatusMatch } from './types.ts';
import type { Variables } from './variables.ts';

const EXCERPT_LENGTH = 120;
/** Nesting of an answer's JSON that is followed; more differs. */
const MAX_JSON_DEPTH = 200;

/**
 * Compares an answer with what a step expects of it (its variables filled in already). Nothing
 * throws, whatever the answer holds. The message says what differs first and quotes both: never
 * show it for a secret case.
 */
export function checkAnswer(expect: HttpExpectation, answer: HttpAnswer): Judgement {
  const problem =
    differStatus(expect.statuses, answer) ??
    differHeaders(expect, answer) ??
    differBody(expect, answer) ??
    differTime(expect, answer);
  return problem === null ? CORRECT : wrong(problem);
}

export const statusMatches = (expected: StatusMatch, status: number): boolean =>
  typeof expected === 'number'
    ? expected === status
    : Number(expected[0]) === Math.floor(status / 100);

function differStatus(
  statuses: readonly StatusMatch[],
  { status, body }: HttpAnswer,
): string | null {
  if (statuses.some((expected) => statusMatches(expected, status))) return null;
  const says = body.length === 0 ? '' : ` The body is ${excerpt(textOf(body))}`;
  return `Status ${statuses.join(' or ')} is expected, but it is ${status}.${says}`;
}

function differHeaders({ headers }: HttpExpectation, answer: HttpAnswer): string | null {
  for (const { name, value } of headers) {
    const found = headerValues(answer, name);
    if (found.length === 0) return `The header "${name}" is missing.`;
    if (found.some((actual) => headerMatches(name, value, actual))) continue;
    const is = found.map(excerpt).join(' and ');
    return `The header "${name}" is ${is}; ${excerpt(value)} is expected.`;
  }
  return null;
}

/** Parameters of a media type (charset) are free where the expectation names none. */
function headerMatches(name: string, expected: string, actual: string): boolean {
  if (isPattern(expected)) return matchesText(expected, actual);
  if (name.toLowerCase() !== 'content-type') return expected === actual;
  const normal = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '');
  const [want, got] = [normal(expected), normal(actual)];
  return want === got || (!want.includes(';') && got.split(';', 1)[0] === want);
}

const headerValues = ({ headers }: HttpAnswer, name: string): string[] =>
  headers
    .filter((header) => header.name.toLowerCase() === name.toLowerCase())
    .map(({ value }) => value);

function differBody({ json, schema, text }: HttpExpectation, { body }: HttpAnswer): string | null {
  const actual = textOf(body);
  if (text !== null && !matchesText(text, actual)) {
    return `The body is ${excerpt(actual)}; ${excerpt(text)} is expected.`;
  }
  if (json === null && schema === null) return null;
  const parsed = parseJson(actual);
  if (parsed === undefined) return `The body is no JSON: ${excerpt(actual)}`;
  return (
    (json === null ? null : differJson(json.value, parsed, '', 0)) ??
    (schema === null ? null : differFromSchema(schema, parsed))
  );
}

function differTime({ maxMs }: HttpExpectation, { durationMs }: HttpAnswer): string | null {
  if (maxMs === null || durationMs <= maxMs) return null;
  return `The answer took ${Math.round(durationMs)} ms; ${maxMs} ms are allowed.`;
}

/** Partial: what the expected value names must be there; paths are JSON Pointers. */
function differJson(
  expected: JsonValue,
  actual: JsonValue,
  path: string,
  depth: number,
): string | null {
  if (depth > MAX_JSON_DEPTH) return `${place(path)}is nested too deeply.`;
  if (typeof expected === 'string') {
    if (expected === '$any') return null;
    const text = typeof actual === 'string' ? actual : JSON.stringify(actual);
    const matches = isPattern(expected) ? matchesText(expected, text) : expected === actual;
    return matches ? null : unequal(path, expected, actual);
  }
  if (isList(expected)) return differLists(expected, actual, path, depth);
  if (isObject(expected)) {
    if (!isObject(actual)) return unequal(path, expected, actual);
    for (const [key, value] of Object.entries(expected)) {
      const inside = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (!Object.hasOwn(actual, key)) return `The JSON has no ${inside}.`;
      const difference = differJson(value, actual[key] ?? null, inside, depth + 1);
      if (difference !== null) return difference;
    }
    return null;
  }
  return expected === actual ? null : unequal(path, expected, actual);
}

function differLists(
  expected: readonly JsonValue[],
  actual: JsonValue,
  path: string,
  depth: number,
): string | null {
  if (!isList(actual)) return unequal(path, expected, actual);
  for (const [index, value] of expected.entries()) {
    const got = actual[index];
    if (got === undefined) break;
    const difference = differJson(value, got, `${path}/${index}`, depth + 1);
    if (difference !== null) return difference;
  }
  if (expected.length === actual.length) return null;
  return `${place(path)}has ${actual.length} items; ${expected.length} are expected.`;
}

/**
 * The values that a step captures, as text: strings as they are, the rest as JSON. A problem where
 * the answer lacks one.
 */
export function captureValues(
  captures: readonly HttpCapture[],
  answer: HttpAnswer,
): { readonly variables: Variables } | { readonly problem: string } {
  const variables: Record<string, string> = {};
  for (const capture of captures) {
    const value = captured(capture, answer);
    if (value === undefined) {
      const where =
        capture.from === 'header' ? `header "${capture.header}"` : `"${capture.pointer}"`;
      return { problem: `The answer has no ${where}, which a later request needs.` };
    }
    variables[capture.name] = value;
  }
  return { variables };
}

function captured(capture: HttpCapture, answer: HttpAnswer): string | undefined {
  if (capture.from === 'header') return headerValues(answer, capture.header)[0];
  const parsed = parseJson(textOf(answer.body));
  const value = parsed === undefined ? undefined : resolvePointer(parsed, capture.pointer);
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** RFC 6901. */
function resolvePointer(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (value === undefined || typeof value !== 'object' || value === null) return undefined;
    if (isList(value)) value = /^(0|[1-9]\d{0,8})$/.test(key) ? value[Number(key)] : undefined;
    else value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

const textOf = (body: Uint8Array): string =>
  Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8');

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const isObject = (value: JsonValue): value is Readonly<Record<string, JsonValue>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const place = (path: string): string => (path === '' ? 'The JSON ' : `The JSON's ${path} `);

const unequal = (path: string, expected: JsonValue, actual: JsonValue): string =>
  `${place(path)}is ${excerpt(JSON.stringify(actual))}; ${excerpt(JSON.stringify(expected))} is expected.`;

/** On one line, whatever it holds: it stands in a sentence. */
function excerpt(text: string): string {
  const line = text.replaceAll(/\r?\n/g, '⏎').replaceAll('\0', '\u2400');
  const shown = line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH)}…`;
  return shown === '' ? 'empty' : shown;
}
