import type { JsonValue } from '../../catalogue/test-case.ts';
import type { HttpExpectation, HttpRequest, NamedText } from './types.ts';

/** Captured values by name, as text. */
export type Variables = Readonly<Record<string, string>>;

/** The variable of a burst: the number of the request, from 0. */
export const INDEX_VARIABLE = 'index';

const REFERENCE = /\$\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/** The text with every `${name}` that is known filled in, once: values are not read again. */
export const substitute = (text: string, variables: Variables): string =>
  text.replace(REFERENCE, (whole, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? whole) : whole,
  );

/** The names that a text refers to. */
export const referencesOf = (text: string): string[] =>
  Array.from(text.matchAll(REFERENCE), ([, name]) => name ?? '');

/** A request with the variables filled in: what is sent. In the path, percent-encoded. */
export function fillRequest(request: HttpRequest, variables: Variables): HttpRequest {
  const encoded = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, encodeURIComponent(value)]),
  );
  return {
    method: request.method,
    // A captured Location is a path as a whole.
    path: /^\$\{[^}]*\}/.test(request.path)
      ? substitute(request.path, variables)
      : substitute(request.path, encoded),
    query: fillTexts(request.query, variables),
    headers: fillTexts(request.headers, variables),
    body: fillBody(request.body, variables),
  };
}

/** An expectation with the variables filled in. */
export const fillExpectation = (
  expect: HttpExpectation,
  variables: Variables,
): HttpExpectation => ({
  ...expect,
  headers: fillTexts(expect.headers, variables),
  json: expect.json === null ? null : { value: fillJson(expect.json.value, variables) },
  text: expect.text === null ? null : substitute(expect.text, variables),
});

function fillBody(body: HttpRequest['body'], variables: Variables): HttpRequest['body'] {
  switch (body?.type) {
    case undefined:
      return null;
    case 'json':
      return { type: 'json', value: fillJson(body.value, variables) };
    case 'form':
      return { type: 'form', fields: fillTexts(body.fields, variables) };
    case 'raw':
      return { type: 'raw', text: substitute(body.text, variables) };
  }
}

const fillTexts = (texts: readonly NamedText[], variables: Variables): NamedText[] =>
  texts.map(({ name, value }) => ({ name, value: substitute(value, variables) }));

/** Strings anywhere; a string that is one reference alone becomes the number that it names. */
export function fillJson(value: JsonValue, variables: Variables): JsonValue {
  if (typeof value === 'string') {
    const filled = substitute(value, variables);
    const isReference = /^\$\{[^}]*\}$/.test(value) && filled !== value;
    return isReference && /^-?(0|[1-9]\d{0,14})$/.test(filled) ? Number(filled) : filled;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => fillJson(item, variables));
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, fillJson(inner, variables)] as const,
  );
  return Object.fromEntries(entries);
}

const isList = (value: object): value is readonly JsonValue[] => Array.isArray(value);
