import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Session and token secrets are 32 random bytes. Only their SHA-256 is stored: a secret with 256
 * bits of entropy needs no slow hash, and a stolen table opens nothing.
 */
const SECRET_BYTES = 32;
const TOKEN_PREFIX = 'assay_';
const TOKEN_PATTERN = /^assay_[A-Za-z0-9_-]{43}$/;

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');
export const newToken = (): string => `${TOKEN_PREFIX}${newSecret()}`;
export const isToken = (text: string): boolean => TOKEN_PATTERN.test(text);

export const hashSecret = (secret: string): Buffer<ArrayBuffer> =>
  Buffer.from(createHash('sha256').update(secret).digest());

/** Compares in a time that says nothing of where the two differ. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(hashSecret(a), hashSecret(b));
