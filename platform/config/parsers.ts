import { resolve } from 'node:path';
import { parseNetwork } from '../webhooks/outbound-policy.ts';
import { expandRuntimes, RUNTIME_NAMES, type RuntimeName } from '../../grading/job/runtime-name.ts';

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

/** For variables that mean something by being there, `0` and `false` included. */
export const anyText: Parser<boolean> = () => true;

/** A file or a folder; made absolute. */
export const path: Parser<string> = (text) => resolve(text);

export const runtimes: Parser<readonly RuntimeName[]> = (text) => {
  const found = expandRuntimes(text.split(',').map((name) => name.trim()));
  if (found === null) {
    const known = RUNTIME_NAMES.join(', ');
    throw new Error(`names what no worker runs; list some of ${known}, or sql for every database`);
  }
  return found;
};

/** As the kernel writes sets of processors: `0-2,5`. Ascending, each once. */
export const cores: Parser<readonly number[]> = (text) => {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [, from, to] = /^\s*(\d{1,4})(?:-(\d{1,4}))?\s*$/.exec(part) ?? [];
    if (from === undefined || Number(to ?? from) < Number(from)) {
      throw new Error('is no list of cores; give one like 1-3 or 0,2');
    }
    for (let core = Number(from); core <= Number(to ?? from); core += 1) found.add(core);
  }
  return [...found].sort((one, other) => one - other);
};

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

/** A list with commas, as text: `10.1.2.0/24,192.168.7.3`. */
export const networks: Parser<string> = (value) => {
  for (const network of value.split(',')) {
    try {
      parseNetwork(network.trim());
    } catch {
      throw new Error('is not a list of networks; use one like 10.1.2.0/24,fd00:12::/32');
    }
  }
  return value;
};
