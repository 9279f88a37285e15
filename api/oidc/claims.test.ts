import { describe, expect, test } from '@jest/globals';
import type { OidcProvider } from '../../platform/config/oidc-providers.ts';
import { displayNameOf, identityOf, roleOfClaims, usernameCandidates } from './claims.ts';

const claims = (more: Readonly<Record<string, unknown>>) => ({
  ...{ iss: 'https://login.example', sub: '1' },
  ...more,
});
const provider = { usernameClaim: 'preferred_username' } as OidcProvider;
const USERNAME = /^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$/;

describe('a username', () => {
  test.each([
    [{ preferred_username: 'Zoë.Müller@school.example' }, 'zoe.muller'],
    [{ preferred_username: 'a b/c' }, 'a-b-c'],
    [{ preferred_username: '--..__' }, 'user'],
    [{ preferred_username: 'x', email: 'grace@x.example' }, 'grace'],
    [{ preferred_username: ['admin'], name: 'Ada L' }, 'ada-l'],
    [{ name: '数学' }, 'user'],
    [{}, 'user'],
  ])('of %j is %s', (given, expected) => {
    expect(usernameCandidates(claims(given), provider)[0]).toBe(expected);
  });

  test('has the form of one, whatever it is made of, and so have the others', () => {
    const names = ['y'.repeat(500), `${'a'.repeat(29)}.b`, '\u0000root', "x' OR 1=1 --"];
    for (const preferred_username of names) {
      const candidates = usernameCandidates(claims({ preferred_username }), provider);
      expect(candidates.filter((name) => !USERNAME.test(name))).toEqual([]);
      expect(new Set(candidates).size).toBe(candidates.length);
    }
  });
});

test('a name that others see has one line, and is cut between characters', () => {
  expect(displayNameOf(claims({ name: ' Ada\nLovelace\u0000 ' }))).toBe('Ada Lovelace');
  expect(displayNameOf(claims({ name: `${'a'.repeat(79)}🙂` }))).toBe('a'.repeat(79));
  for (const name of ['', ' \n', 7, undefined]) expect(displayNameOf(claims({ name }))).toBeNull();
});

test.each(['', 'x'.repeat(256), 'a\u0000b'])('nobody is %j', (sub) => {
  expect(() => identityOf(claims({ sub }))).toThrow('The provider names nobody.');
});

test.each([
  ['operators', 'admin'],
  [['teachers', 'operators'], 'admin'],
  [['teachers', 7, null], 'instructor'],
  ['teachers,operators', 'learner'],
  [{ teachers: true }, 'learner'],
  [undefined, 'learner'],
])('groups %j make the role %s', (groups, role) => {
  const roles = { claim: 'groups', instructor: ['teachers'], admin: ['operators'] };
  expect(roleOfClaims(claims({ groups }), roles)).toBe(role);
});
