import type { Language } from '../../manifest/language-names.ts';
import type { Value } from './types.ts';

/** The words for true, false and null, where they are not JSON's. */
const WORDS: Partial<Record<Language, readonly [string, string, string]>> = {
  python: ['True', 'False', 'None'],
};

/**
 * A value as text for a learner: `[2, 7]`, `{"a": 1.5}`, `None` for Python. Lists and trees are
 * shown as the arrays that they travel as.
 */
export function formatValue(value: Value, language: Language | null = null): string {
  const [yes, no, nothing] = (language === null ? undefined : WORDS[language]) ?? [
    'true',
    'false',
    'null',
  ];
  const format = (inner: Value): string => {
    if (inner === null) return nothing;
    if (typeof inner === 'boolean') return inner ? yes : no;
    if (typeof inner === 'number') return String(inner);
    if (typeof inner === 'string') return JSON.stringify(inner);
    if (isArray(inner)) return `[${inner.map(format).join(', ')}]`;
    const tagged = taggedText(inner);
    if (tagged !== null) return tagged;
    const members = Object.entries(inner).map(
      ([key, one]) => `${JSON.stringify(key)}: ${format(one)}`,
    );
    return `{${members.join(', ')}}`;
  };
  return format(value);
}

/** `Array.isArray` does not narrow read-only arrays. */
export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);

export const isObject = (value: Value): value is Readonly<Record<string, Value>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TAGS = ['$int', '$float', '$other'] as const;

/** The text of `{"$int": ...}` and the other tagged values; null for any other object. */
export function taggedText(value: Readonly<Record<string, Value>>): string | null {
  const keys = Object.keys(value);
  const tag = TAGS.find((known) => known === keys[0]);
  if (tag === undefined || keys.length !== 1) return null;
  const text = value[tag];
  return typeof text === 'string' ? text : null;
}
