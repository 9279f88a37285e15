import { nearest } from '../../manifest/nearest.ts';
import type { ScalarName, ValueType } from './types.ts';

const SCALARS: readonly ScalarName[] = ['int', 'long', 'float', 'boolean', 'string'];
const GENERICS = ['map', 'linkedList', 'tree'] as const;
/** `int[][][]...`: deeper than any exercise, and no stack overflows. */
const MAX_DEPTH = 8;

export type ParsedType = { readonly type: ValueType } | { readonly problem: string };

/**
 * The type that a manifest writes:
 *
 *     type  = base { "[]" | "?" }
 *     base  = int | long | float | boolean | string | RECORD
 *           | "map<string," type ">" | "linkedList<" type ">" | "tree<" type ">"
 */
export function parseType(text: string, records: readonly string[]): ParsedType {
  const tokens = text.match(/[A-Za-z_][A-Za-z0-9_]*|\[\]|[^\s]/g) ?? [];
  const parser = new TypeParser(tokens, records);
  const type = parser.type(0);
  if (parser.problem !== null) return { problem: parser.problem };
  const rest = parser.rest();
  return rest === null ? { type } : { problem: `"${rest}" is unexpected in the type "${text}".` };
}

class TypeParser {
  problem: string | null = null;
  readonly #tokens: readonly string[];
  readonly #records: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[], records: readonly string[]) {
    this.#tokens = tokens;
    this.#records = records;
  }

  rest(): string | null {
    return this.#tokens[this.#at] ?? null;
  }

  type(depth: number): ValueType {
    if (depth > MAX_DEPTH) return this.#fail(`A type is nested at most ${MAX_DEPTH} deep.`);
    let type = this.#base(depth);
    for (let suffixes = 0; this.problem === null; suffixes++) {
      if (suffixes > MAX_DEPTH) return this.#fail(`A type is nested at most ${MAX_DEPTH} deep.`);
      const token = this.rest();
      if (token === '[]') type = { type: 'array', of: type };
      else if (token === '?') {
        if (type.type === 'nullable') return this.#fail('A type has at most one "?".');
        type = { type: 'nullable', of: type };
      } else break;
      this.#at++;
    }
    return type;
  }

  #base(depth: number): ValueType {
    const name = this.rest() ?? '';
    this.#at++;
    const scalar = SCALARS.find((known) => known === name);
    if (scalar !== undefined) return { type: scalar };
    const generic = GENERICS.find((known) => known === name);
    if (generic !== undefined) return this.#generic(generic, depth);
    if (this.#records.includes(name)) return { type: 'record', name };
    const known = [...SCALARS, ...GENERICS, ...this.#records];
    const near = nearest(name, known);
    const help = near === null ? `Known: ${known.join(', ')}.` : `Did you mean "${near}"?`;
    return this.#fail(name === '' ? 'The type is incomplete.' : `"${name}" is no type. ${help}`);
  }

  #generic(name: (typeof GENERICS)[number], depth: number): ValueType {
    this.#expect('<', name);
    if (name === 'map') {
      this.#expect('string', name);
      this.#expect(',', name);
    }
    if (this.problem !== null) return { type: 'int' };
    const of = this.type(depth + 1);
    this.#expect('>', name);
    return { type: name, of };
  }

  #expect(token: string, of: string): void {
    if (this.problem !== null) return;
    if (this.rest() === token) this.#at++;
    else this.#fail(`Write ${of === 'map' ? 'map<string, T>' : `${of}<T>`}.`);
  }

  #fail(problem: string): ValueType {
    this.problem ??= problem;
    return { type: 'int' };
  }
}

/** A type as a manifest writes it. */
export function formatType(type: ValueType | null): string {
  if (type === null) return 'void';
  switch (type.type) {
    case 'array':
      return `${formatType(type.of)}[]`;
    case 'nullable':
      return `${formatType(type.of)}?`;
    case 'map':
      return `map<string, ${formatType(type.of)}>`;
    case 'linkedList':
    case 'tree':
      return `${type.type}<${formatType(type.of)}>`;
    case 'record':
      return type.name;
    default:
      return type.type;
  }
}
