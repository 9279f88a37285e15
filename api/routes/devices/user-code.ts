import { randomInt } from 'node:crypto';

/**
 * RFC 8628, 6.1: 20 letters, no vowels to make words of and nothing that looks like a digit; eight
 * of them are 34 bits, which nobody finds by trying within ten minutes and the limits of the route.
 */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;
const HALF = LENGTH / 2;

export const newUserCode = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/** As people type it: `bcdf ghjk` for BCDFGHJK. */
export const readUserCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, '');

export const showUserCode = (code: string): string => `${code.slice(0, HALF)}-${code.slice(HALF)}`;

/** What can stand in an address at all. */
export const userCodeParam = {
  userCode: {
    description: 'The code that the device shows; its hyphen may be a space, or left out.',
    schema: { type: 'string', pattern: '^[A-Za-z -]{8,12}$' },
    notFound: 'device-code-not-found',
  },
} as const;
