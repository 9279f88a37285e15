import { resolve } from 'node:path';

/** What a value must look like: gives it, or throws a sentence that ends "... ; what to do". */
export type Parser<T> = (text: string) => T;

export const integer =
  (minimum: number, maximum: number): Parser<number> =>
  (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < minimum || value > maximum) {
      throw new Error(`is not a whole number from ${minimum} to ${maximum}; set it to one`);
    }
    return value;
  };

export const oneOf =
  <const T extends string>(...values: readonly T[]): Parser<T> =>
  (text) => {
    const found = values.find((value) => value === text);
    if (found === undefined) throw new Error(`is unknown; use one of ${values.join(', ')}`);
    return found;
  };

export const boolean: Parser<boolean> = (text) => {
  if (['true', '1', 'yes'].includes(text)) return true;
  if (['false', '0', 'no'].includes(text)) return false;
  throw new Error('is neither true nor false; use one of them');
};

export const url =
  (...protocols: readonly string[]): Parser<string> =>
  (text) => {
    const example = `${protocols[0]}://...`;
    if (!URL.canParse(text)) throw new Error(`is not a URL; give one like ${example}`);
    const { protocol } = new URL(text);
    if (!protocols.includes(protocol.slice(0, -1))) {
      throw new Error(`begins with ${protocol}; give a URL like ${example}`);
    }
    return text;
  };

/** A file or a folder; made absolute. */
export const path: Parser<string> = (text) => resolve(text);

export const ociRuntime: Parser<string> = (value) => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(value)) {
    throw new Error('is not the name of an OCI runtime; use one that `docker info` lists');
  }
  return value;
};

export const host: Parser<string> = (value) => {
  if (!/^[A-Za-z0-9.:_-]+$/.test(value)) {
    throw new Error('is not a host name or address; use one like 127.0.0.1 or 0.0.0.0');
  }
  return value;
};
