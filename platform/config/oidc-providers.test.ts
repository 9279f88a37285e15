import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOidcProviders } from './oidc-providers.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-oidc-'));
  await writeFile(join(folder, 'secret'), 'a secret\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const load = async (text: string) => {
  const file = join(folder, 'providers.yaml');
  await writeFile(file, text);
  return loadOidcProviders(file);
};
const SCHOOL = `providers:
  - id: school
    title: School account
    issuer: https://login.school.example
    clientId: assay
`;

test('no file, no providers', () => {
  expect(loadOidcProviders(null)).toEqual([]);
});

test('a provider has its defaults, and its secret from a file beside', async () => {
  const [school] = await load(`${SCHOOL}    clientSecretFile: secret\n`);
  expect(school).toMatchObject({
    ...{ id: 'school', clientSecret: 'a secret', clientAuthentication: 'client_secret_basic' },
    ...{ scopes: ['profile'], usernameClaim: 'preferred_username', roles: null },
  });
});

test.each([
  ['providers: []', 'providers.yaml:1:'],
  [SCHOOL.replace('title', 'titel'), 'providers.yaml:3:'],
  [SCHOOL.replace('https', 'http'), 'The issuer is no https address.'],
  [`${SCHOOL}    clientSecret: a\n    clientSecretFile: b\n`, 'There are two secrets.'],
  [`${SCHOOL}${SCHOOL.slice(SCHOOL.indexOf('\n') + 1)}`, 'another provider with this id'],
  [`${SCHOOL}    clientSecretFile: none-such\n`, 'The secret of school cannot be read'],
])('%j is told', async (text, said) => {
  await expect(load(text)).rejects.toThrow(said);
});

test('http is for this very machine', async () => {
  const [local] = await load(SCHOOL.replace('https://login.school.example', 'http://localhost:9'));
  expect(local?.issuer.href).toBe('http://localhost:9/');
});
