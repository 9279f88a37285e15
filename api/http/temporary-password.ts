import { randomInt } from 'node:crypto';
import type { TemporaryPassword } from '../../platform/database/user-administration.ts';
import { hashPassword } from './passwords.ts';

/** Read aloud and typed once: no vowels (so no words), nothing that looks like something else. */
const LETTERS = 'bcdfghjkmnpqrstvwxz';
const GROUPS = 4;
const GROUP_LENGTH = 4;
const LIFETIME_MS = 3 * 24 * 60 * 60 * 1000;

const group = (): string =>
  Array.from({ length: GROUP_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');

/** 68 bits: `kfxm-bdrt-wqzn-hjcp`. For three days it lets its owner choose another, and nothing else. */
export const newTemporaryPassword = async (): Promise<
  TemporaryPassword & { readonly password: string }
> => {
  const password = Array.from({ length: GROUPS }, group).join('-');
  return {
    password,
    passwordHash: await hashPassword(password),
    temporaryUntil: new Date(Date.now() + LIFETIME_MS),
  };
};
