import { CORRECT, wrong, type Judgement } from '../../checker/judgement.ts';
import { formatValue, isArray, isObject, taggedText } from './format-value.ts';
import type { CompareSpec, RecordType, Value, ValueType } from './types.ts';

/** Floats of a comparison that names no tolerance: rounding of another order of operations. */
const DEFAULT_TOLERANCE = { absolute: 1e-9, relative: 1e-9 } as const;
/** Unordered arrays of what is not told by a key are matched each with each up to here. */
const MAX_GREEDY_ITEMS = 2000;
const EXCERPT_LENGTH = 80;

interface Comparison {
  readonly absolute: number;
  readonly relative: number;
  readonly records: ReadonlyMap<string, RecordType>;
}

/**
 * Compares what a call returned with what it must return, by the declared type: an int is met by
 * the same number however it travelled (3 and 3.0), never by true or "3"; a float within the
 * tolerance, absolute or relative to the expected one, NaN by NaN, an infinity by the same; trees
 * without their trailing nulls. `actual` is the learner's: nothing throws, whatever it holds.
 *
 * The message quotes both: never show it for a secret case.
 */
export function compareValues(
  spec: { readonly compare: CompareSpec; readonly types: readonly RecordType[] },
  type: ValueType,
  expected: Value,
  actual: Value,
): Judgement {
  const { compare } = spec;
  const comparison: Comparison = {
    ...(compare.type === 'float' ? compare : DEFAULT_TOLERANCE),
    records: new Map(spec.types.map((record) => [record.name, record])),
  };
  const difference =
    compare.type === 'unordered' && type.type === 'array'
      ? differMultisets(comparison, type.of, expected, actual)
      : differ(comparison, type, expected, actual, '');
  return difference === null ? CORRECT : wrong(difference);
}

/** Null where they are the same; else where the first difference is, in one sentence. */
function differ(
  comparison: Comparison,
  type: ValueType,
  expected: Value,
  actual: Value,
  path: string,
): string | null {
  switch (type.type) {
    case 'int':
    case 'long':
      return integerText(expected) === integerText(actual) ? null : unequal(path, expected, actual);
    case 'float':
      return floatsMatch(comparison, expected, actual) ? null : unequal(path, expected, actual);
    case 'boolean':
    case 'string':
      return expected === actual ? null : unequal(path, expected, actual);
    case 'nullable':
      if (expected !== null && actual !== null) {
        return differ(comparison, type.of, expected, actual, path);
      }
      return expected === actual ? null : unequal(path, expected, actual);
    case 'array':
    case 'linkedList':
      return differArrays(comparison, type.of, expected, actual, path);
    case 'tree': {
      const of = { type: 'nullable', of: type.of } as const;
      return differArrays(comparison, of, trimmed(expected), trimmed(actual), path);
    }
    case 'map':
      return differObjects(comparison, () => type.of, expected, actual, path);
    case 'record': {
      const fields = comparison.records.get(type.name)?.fields ?? [];
      const typeOf = (key: string) => fields.find(({ name }) => name === key)?.type ?? null;
      return differObjects(comparison, typeOf, expected, actual, path);
    }
  }
}

function differArrays(
  comparison: Comparison,
  of: ValueType,
  expected: Value,
  actual: Value,
  path: string,
): string | null {
  if (!isArray(expected) || !isArray(actual)) return unequal(path, expected, actual);
  const length = Math.min(expected.length, actual.length);
  for (let index = 0; index < length; index++) {
    const [want = null, got = null] = [expected[index], actual[index]];
    const difference = differ(comparison, of, want, got, `${path}[${index}]`);
    if (difference !== null) return difference;
  }
  if (expected.length === actual.length) return null;
  return `${place(path)}${items(expected.length)} expected, but there are ${actual.length}.`;
}

function differObjects(
  comparison: Comparison,
  typeOf: (key: string) => ValueType | null,
  expected: Value,
  actual: Value,
  path: string,
): string | null {
  if (!isObject(expected) || !isObject(actual) || taggedText(actual) !== null) {
    return unequal(path, expected, actual);
  }
  for (const key of Object.keys(expected)) {
    const inside = `${path}[${JSON.stringify(key)}]`;
    if (!Object.hasOwn(actual, key)) return `${place(inside)}the key is missing.`;
    const type = typeOf(key);
    if (type === null) return unequal(path, expected, actual);
    const difference = differ(comparison, type, expected[key] ?? null, actual[key] ?? null, inside);
    if (difference !== null) return difference;
  }
  const stray = Object.keys(actual).find((key) => !Object.hasOwn(expected, key));
  return stray === undefined ? null : `${place(path)}the key ${excerpt(stray)} is not expected.`;
}

/** Arrays as multisets of items. */
function differMultisets(
  comparison: Comparison,
  of: ValueType,
  expected: Value,
  actual: Value,
): string | null {
  if (!isArray(expected) || !isArray(actual)) return unequal('', expected, actual);
  if (expected.length !== actual.length) {
    return `${items(expected.length)} expected, but there are ${actual.length}.`;
  }
  if (of.type === 'float') return differSortedFloats(comparison, of, expected, actual);
  if (!holdsFloat(comparison, of) || expected.length > MAX_GREEDY_ITEMS) {
    return differByKey(of, expected, actual);
  }
  const left = [...expected];
  for (const got of actual) {
    const index = left.findIndex((want) => differ(comparison, of, want, got, '') === null);
    if (index === -1) return `${excerpt(got)} is not expected, or not as often.`;
    left.splice(index, 1);
  }
  return null;
}

function differByKey(
  of: ValueType,
  expected: readonly Value[],
  actual: readonly Value[],
): string | null {
  const counts = new Map<string, number>();
  for (const want of expected) {
    const key = keyOf(of, want);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const got of actual) {
    const key = keyOf(of, got);
    const left = counts.get(key) ?? 0;
    if (left === 0) return `${excerpt(got)} is not expected, or not as often.`;
    counts.set(key, left - 1);
  }
  return null;
}

/** In order, each float meets its like. */
function differSortedFloats(
  comparison: Comparison,
  of: ValueType,
  expected: readonly Value[],
  actual: readonly Value[],
): string | null {
  const stray = actual.find((got) => floatOf(got) === null);
  if (stray !== undefined) return `${excerpt(stray)} is not expected.`;
  const sorted = (values: readonly Value[]) =>
    values.toSorted((a, b) => (floatOf(a) ?? 0) - (floatOf(b) ?? 0) || 0);
  const wanted = sorted(expected);
  const given = sorted(actual);
  const index = wanted.findIndex(
    (want, at) => differ(comparison, of, want, given[at] ?? null, '') !== null,
  );
  return index === -1 ? null : `${excerpt(given[index] ?? null)} is not expected, or not as often.`;
}

/** Equal texts for equal values: keys in order, integers however they travelled. */
function keyOf(type: ValueType, value: Value): string {
  if (type.type === 'tree')
    return keyOf({ type: 'array', of: { type: 'nullable', of: type.of } }, trimmed(value));
  return JSON.stringify(value, (_key, inner: Value) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function holdsFloat({ records }: Comparison, type: ValueType): boolean {
  if (type.type === 'float') return true;
  if (type.type === 'record') {
    const fields = records.get(type.name)?.fields ?? [];
    return fields.some((field) => holdsFloat({ ...DEFAULT_TOLERANCE, records }, field.type));
  }
  return 'of' in type && holdsFloat({ ...DEFAULT_TOLERANCE, records }, type.of);
}

/** Decimal digits, or null for what is no integer. */
function integerText(value: Value): string | null {
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value === 0 ? 0 : value) : null;
  if (!isObject(value) || value['$int'] === undefined) return null;
  return taggedText(value);
}

function floatOf(value: Value): number | null {
  if (typeof value === 'number') return value;
  if (!isObject(value)) return null;
  const text = taggedText(value);
  return text === null || value['$other'] !== undefined ? null : Number(text);
}

function floatsMatch({ absolute, relative }: Comparison, expected: Value, actual: Value): boolean {
  const want = floatOf(expected);
  const got = floatOf(actual);
  if (want === null || got === null) return false;
  if (Number.isNaN(want) || Number.isNaN(got)) return Number.isNaN(want) && Number.isNaN(got);
  if (want === got) return true;
  if (!Number.isFinite(want) || !Number.isFinite(got)) return false;
  const difference = Math.abs(want - got);
  return difference <= absolute || difference <= relative * Math.abs(want);
}

function trimmed(value: Value): Value {
  if (!isArray(value)) return value;
  let end = value.length;
  while (end > 0 && value[end - 1] === null) end--;
  return value.slice(0, end);
}

const unequal = (path: string, expected: Value, actual: Value): string =>
  `${place(path)}${excerpt(expected)} is expected, but it is ${excerpt(actual)}.`;

const place = (path: string): string => (path === '' ? '' : `At ${path}: `);

const items = (count: number): string => (count === 1 ? '1 item is' : `${count} items are`);

function excerpt(value: Value): string {
  const text = formatValue(value);
  return text.length <= EXCERPT_LENGTH ? text : `${text.slice(0, EXCERPT_LENGTH)}…`;
}
