import { expect, test } from '@jest/globals';
import { IdentityCache } from './identity-cache.ts';
import type { Identity } from './identity.ts';
import { hashSecret } from './secrets.ts';

const hash = hashSecret('a secret');
const IDENTITY: Identity = {
  via: 'token',
  mustChangePassword: false,
  tokenId: 't',
  user: { id: 'u', username: 'u', displayName: 'U', role: 'learner', createdAt: '' },
};

test('looks once for one that is known, and each time for one that is not', async () => {
  const cache = new IdentityCache();
  let looks = 0;
  const look = (found: Identity | undefined) => () => {
    looks += 1;
    return Promise.resolve(found);
  };
  expect(await cache.find(hash, look(undefined))).toBeUndefined();
  expect(await cache.find(hash, look(IDENTITY))).toBe(IDENTITY);
  expect(await cache.find(hash, look(undefined))).toBe(IDENTITY);
  expect(looks).toBe(2);
});

test('forgets at once', async () => {
  const cache = new IdentityCache();
  await cache.find(hash, () => Promise.resolve(IDENTITY));
  cache.forget(hash);
  expect(await cache.find(hash, () => Promise.resolve(undefined))).toBeUndefined();
});

test('does not remember what was revoked while it was looked up', async () => {
  const cache = new IdentityCache();
  let answer: (identity: Identity) => void = () => undefined;
  const looking = cache.find(hash, () => new Promise((resolve) => (answer = resolve)));
  cache.forget(hash);
  answer(IDENTITY);
  await looking;
  expect(await cache.find(hash, () => Promise.resolve(undefined))).toBeUndefined();
});
