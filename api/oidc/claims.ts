import { randomBytes } from 'node:crypto';
import { ROLES, type Role } from '../../grading/account/role.ts';
import type { OidcProvider, RoleClaim } from '../../platform/config/oidc-providers.ts';
import { ApiError } from '../http/api-error.ts';

/** Of an ID token whose signature, issuer, audience, times and nonce were checked. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly [claim: string]: unknown;
}

/** OpenID Connect Core 1.0, section 2: a `sub` has at most 255 characters. */
const MAX_SUBJECT_LENGTH = 255;
const MAX_USERNAME_LENGTH = 40;
const MIN_USERNAME_LENGTH = 3;
const MAX_DISPLAY_NAME_LENGTH = 80;
/** Room for `-12345678` after a name that is taken. */
const MAX_BASE_LENGTH = MAX_USERNAME_LENGTH - 10;
const NUMBERED_NAMES = 9;
const RANDOM_NAMES = 3;
const RANDOM_NAME_BYTES = 4;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Throws `log-in-rejected` for what cannot be an id. */
export const identityOf = ({ iss, sub }: Claims): { issuer: string; subject: string } => {
  if (sub !== '' && sub.length <= MAX_SUBJECT_LENGTH && !/\p{Cc}/u.test(sub)) {
    return { issuer: iss, subject: sub };
  }
  throw new ApiError('log-in-rejected', 'The provider names nobody. Tell the operator.');
};

/** `Zoë.Müller@school.example` becomes `zoe.muller`. */
const usernameFrom = (name: string): string =>
  (name.split('@')[0] ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .slice(0, MAX_BASE_LENGTH)
    .replaceAll(/^[._-]+|[._-]+$/g, '');

/**
 * Names for a new account, to be tried in this order. A name that somebody has is never taken over:
 * `ada` becomes `ada-2`. The last ones are random, so that nobody can take all of them before.
 */
export const usernameCandidates = (claims: Claims, { usernameClaim }: OidcProvider): string[] => {
  const names = [claims[usernameClaim], claims['nickname'], claims['email'], claims['name']];
  const found = names
    .map((name) => usernameFrom(textOf(name)))
    .find(({ length }) => length >= MIN_USERNAME_LENGTH);
  const base = found ?? 'user';
  return [
    base,
    ...Array.from({ length: NUMBERED_NAMES }, (_, index) => `${base}-${index + 2}`),
    ...Array.from(
      { length: RANDOM_NAMES },
      () => `${base}-${randomBytes(RANDOM_NAME_BYTES).toString('hex')}`,
    ),
  ];
};

/** What others see, or null where the provider says nothing that can be shown. */
export const displayNameOf = ({ name }: Claims): string | null => {
  const shown = textOf(name)
    .replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ' ')
    .trim()
    .slice(0, MAX_DISPLAY_NAME_LENGTH)
    // Half of a character that the cut has split.
    .replace(/\p{Surrogate}$/u, '');
  return shown === '' ? null : shown;
};

/** The highest role that a value of the claim stands for; `learner` where none does. */
export const roleOfClaims = (claims: Claims, roles: RoleClaim): Role => {
  const claimed = claims[roles.claim];
  const values = new Set<unknown>(Array.isArray(claimed) ? claimed : [claimed]);
  const has = (role: Role): boolean =>
    role !== 'learner' && roles[role].some((one) => values.has(one));
  return [...ROLES].reverse().find(has) ?? 'learner';
};
