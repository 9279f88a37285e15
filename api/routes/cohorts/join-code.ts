import { randomInt } from 'node:crypto';

/** Crockford's base 32: nothing that looks like something else, and no vowels to make words of. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 40 bits, and joining is throttled: no code is found by trying. */
const LENGTH = 8;

export const newJoinCode = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/** As people type it: `k7qp-4m2x` for K7QP4M2X, O for 0, I and L for 1. */
export const readJoinCode = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

export const showJoinCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
