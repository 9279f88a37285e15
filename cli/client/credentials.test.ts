import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  credentialsPath,
  loadCredentials,
  normaliseServerUrl,
  removeLogin,
  saveLogin,
} from './credentials.ts';

let home: string;
let env: Record<string, string>;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'assay-credentials-'));
  env = { XDG_CONFIG_HOME: home };
});
afterEach(() => rm(home, { recursive: true, force: true }));

const login = { username: 'ada', token: 'assay_secret', tokenId: null };

describe('credentials', () => {
  test('are none where there is no file', async () => {
    expect(await loadCredentials(env)).toEqual({ defaultServer: null, servers: {} });
  });

  test('are kept by server, in a file for the owner alone, with nothing left beside it', async () => {
    await saveLogin('http://a.example/', login, { env });
    await saveLogin(
      'https://b.example:443',
      { ...login, tokenId: '7' },
      { env, makeDefault: false },
    );
    expect(await loadCredentials(env)).toEqual({
      defaultServer: 'http://a.example',
      servers: { 'http://a.example': login, 'https://b.example': { ...login, tokenId: '7' } },
    });
    const path = credentialsPath(env);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    expect(await readdir(dirname(path))).toEqual(['credentials.json']);
  });

  test('a removed login is gone from the file, and is no default any more', async () => {
    await saveLogin('http://a.example', login, { env });
    expect(await removeLogin('a.example', env)).toEqual(login);
    expect(await removeLogin('a.example', env)).toBeNull();
    expect(await readFile(credentialsPath(env), 'utf8')).not.toContain('assay_secret');
    expect((await loadCredentials(env)).defaultServer).toBeNull();
  });

  test('a file that is not ours is reported and left alone', async () => {
    await saveLogin('http://a.example', login, { env });
    await writeFile(credentialsPath(env), '{"other": true}');
    await expect(saveLogin('http://a.example', login, { env })).rejects.toThrow(
      'not a credentials',
    );
    expect(await readFile(credentialsPath(env), 'utf8')).toBe('{"other": true}');
  });
});

describe('normaliseServerUrl', () => {
  test.each([
    ['localhost:4400', 'http://localhost:4400'],
    ['https://x.example:443/', 'https://x.example'],
    ['http://x.example/assay//', 'http://x.example/assay'],
  ])('%s is %s', (given, expected) => {
    expect(normaliseServerUrl(given)).toBe(expected);
  });

  test.each(['ftp://x', 'http://', 'http://me:pw@x.example'])('refuses %s', (given) => {
    expect(() => normaliseServerUrl(given)).toThrow();
  });
});
