import type { Report } from '../../catalogue/case-format.ts';
import type { YamlPath } from '../../manifest/yaml-source.ts';
import { isWellFormed } from '../../submission/well-formed.ts';
import { formatType } from './parse-type.ts';
import type { RecordType, Value, ValueType } from './types.ts';

const INT_MAX = 2 ** 31 - 1;
const LONG_MAX = 2n ** 63n - 1n;
const NOT_FINITE = ['NaN', 'Infinity', '-Infinity'] as const;

/** Reads the values of cases by their types, to what travels to the harness (types.ts). */
export class ValueReader {
  readonly #records: ReadonlyMap<string, RecordType>;
  readonly #report: Report;

  constructor(types: readonly RecordType[], report: Report) {
    this.#records = new Map(types.map((record) => [record.name, record]));
    this.#report = report;
  }

  /** The value at a path of the file; what does not fit its type is reported there, once. */
  read(type: ValueType, written: unknown, path: YamlPath): Value {
    switch (type.type) {
      case 'int':
        return this.#int(written, path);
      case 'long':
        return this.#long(written, path);
      case 'float':
        return this.#float(written, path);
      case 'boolean':
        return typeof written === 'boolean' ? written : this.#fail(type, written, path);
      case 'string':
        return typeof written === 'string' && isWellFormed(written)
          ? written
          : this.#fail(type, written, path);
      case 'nullable':
        return written === null ? null : this.read(type.of, written, path);
      case 'array':
      case 'linkedList':
        return Array.isArray(written)
          ? written.map((item, index) => this.read(type.of, item, [...path, index]))
          : this.#fail(type, written, path);
      case 'tree':
        return this.#tree(type, written, path);
      case 'map':
        return this.#map(type, written, path);
      case 'record':
        return this.#record(type, written, path);
    }
  }

  #int(written: unknown, path: YamlPath): Value {
    if (typeof written !== 'number' || !Number.isInteger(written)) {
      return this.#fail({ type: 'int' }, written, path);
    }
    if (Math.abs(written) > INT_MAX && written !== -INT_MAX - 1) {
      const remedy = 'Use "long" for numbers beyond 32 bits.';
      this.#report(path, `${written} does not fit an int.`, remedy);
    }
    return written === 0 ? 0 : written;
  }

  #long(written: unknown, path: YamlPath): Value {
    if (typeof written === 'number' && Number.isSafeInteger(written)) {
      return written === 0 ? 0 : written;
    }
    if (typeof written === 'number' && Number.isInteger(written)) {
      const remedy = 'Put numbers beyond 2^53 in quotes: they would be rounded.';
      this.#report(path, `${written} may have been rounded.`, remedy);
      return 0;
    }
    if (typeof written !== 'string' || !/^-?\d{1,19}$/.test(written)) {
      return this.#fail({ type: 'long' }, written, path);
    }
    const value = BigInt(written);
    if (value > LONG_MAX || value < -LONG_MAX - 1n) {
      this.#report(path, `${written} does not fit a long.`, 'A long has 64 bits.');
    }
    const small = Number(value);
    return Number.isSafeInteger(small) ? small : { $int: String(value) };
  }

  #float(written: unknown, path: YamlPath): Value {
    const name = NOT_FINITE.find((known) => known === written || known === String(written));
    if (name !== undefined && typeof written !== 'object') return { $float: name };
    return typeof written === 'number' ? written : this.#fail({ type: 'float' }, written, path);
  }

  #tree(type: ValueType & { of: ValueType }, written: unknown, path: YamlPath): Value {
    if (!Array.isArray(written)) return this.#fail(type, written, path);
    let places = 1;
    const nodes = written.map((item: unknown, index): Value => {
      if (places === 0) {
        const message = 'This node has no parent.';
        this.#report(
          [...path, index],
          message,
          'Write the tree level by level, null for no child.',
        );
        places = 1;
      }
      places--;
      if (item === null) return null;
      places += 2;
      return this.read(type.of, item, [...path, index]);
    });
    while (nodes.at(-1) === null) nodes.pop();
    return nodes;
  }

  #map(type: ValueType & { of: ValueType }, written: unknown, path: YamlPath): Value {
    if (!isPlainObject(written)) return this.#fail(type, written, path);
    const entries = Object.entries(written).map(([key, value]) => {
      if (key.startsWith('$')) {
        this.#report([...path, key], `A key may not start with "$".`, 'Choose another key.');
      }
      return [key, this.read(type.of, value, [...path, key])] as const;
    });
    return Object.fromEntries(entries);
  }

  #record(type: ValueType & { name: string }, written: unknown, path: YamlPath): Value {
    const record = this.#records.get(type.name);
    if (record === undefined || !isPlainObject(written)) return this.#fail(type, written, path);
    const names = record.fields.map(({ name }) => name);
    const stray = Object.keys(written).find((key) => !names.includes(key));
    const missing = names.find((name) => !Object.hasOwn(written, name));
    if (stray !== undefined || missing !== undefined) {
      const message =
        stray === undefined
          ? `The field "${missing ?? ''}" of ${type.name} is missing.`
          : `${type.name} has no field "${stray}".`;
      this.#report(path, message, `Its fields are: ${names.join(', ')}.`);
      return {};
    }
    const fields = record.fields.map(
      ({ name, type: of }) => [name, this.read(of, written[name], [...path, name])] as const,
    );
    return Object.fromEntries(fields);
  }

  #fail(type: ValueType, written: unknown, path: YamlPath): Value {
    const message = `${describe(written)} is no ${formatType(type)}.`;
    this.#report(path, message, `Write a value of the type ${formatType(type)}.`);
    return null;
  }
}

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const EXCERPT_LENGTH = 40;

function describe(written: unknown): string {
  const text = JSON.stringify(written) as string | undefined;
  if (text === undefined) return 'This';
  return text.length <= EXCERPT_LENGTH ? text : `${text.slice(0, EXCERPT_LENGTH)}... (cut)`;
}
