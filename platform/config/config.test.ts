import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ConfigError } from './config-error.ts';
import { describeConfig, loadConfig } from './config.ts';
import { repoRoot } from './paths.ts';
import { SETTINGS } from './settings.ts';

const DATABASE_URL = 'postgresql://assay:geheim@db.example:5432/assay';

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('loadConfig', () => {
  test('needs the database alone, and fills in the rest', () => {
    const config = loadConfig({ DATABASE_URL });
    expect(config).toMatchObject({
      databaseUrl: DATABASE_URL,
      redisUrl: null,
      port: 4400,
      host: '127.0.0.1',
      exercisesDir: join(repoRoot, 'exercises'),
      cacheDir: join(repoRoot, '.assay', 'cache'),
      logLevel: 'info',
      sandboxRuntime: null,
      dockerHost: null,
      sandboxIsolation: 'auto',
      workerConcurrency: null,
      workerRuntimes: null,
      pinCores: null,
      publicUrl: null,
      cookieSecure: false,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('takes every variable; an empty one counts as absent', () => {
    const config = loadConfig({
      DATABASE_URL,
      REDIS_URL: 'redis://cache:6379/1',
      ASSAY_PORT: '0',
      ASSAY_HOST: '',
      SANDBOX_RUNTIME: 'runsc',
      DOCKER_HOST: 'unix:///var/run/docker.sock',
      SANDBOX_ISOLATION: 'fresh',
      ASSAY_CONCURRENCY: '7',
      ASSAY_WORKER_LANGUAGES: 'java, sql',
      ASSAY_PIN_CORES: '4,1-2, 2',
      ASSAY_PUBLIC_URL: 'https://assay.example',
    });
    expect(config).toMatchObject({
      redisUrl: 'redis://cache:6379/1',
      port: 0,
      host: '127.0.0.1',
      sandboxRuntime: 'runsc',
      dockerHost: 'unix:///var/run/docker.sock',
      sandboxIsolation: 'fresh',
      workerConcurrency: 7,
      pinCores: [1, 2, 4],
      workerRuntimes: ['java', 'sqlite', 'postgresql', 'mysql'],
      cookieSecure: true,
    });
    expect(loadConfig({ DATABASE_URL, COOKIE_SECURE: 'yes' }).cookieSecure).toBe(true);
  });

  test.each([
    ['DATABASE_URL', '', /not set; set it/],
    ['DATABASE_URL', 'mysql://x/y', /begins with mysql:; give a URL like postgresql:/],
    ['REDIS_URL', 'localhost', /is not a URL; give one like redis:/],
    ['ASSAY_PORT', '65536', /"65536" is not a whole number from 0 to 65535; set it to one/],
    ['ASSAY_PORT', '80 80', /whole number/],
    ['ASSAY_HOST', 'a b', /"a b" is not a host name/],
    ['LOG_LEVEL', 'loud', /"loud" is unknown; use one of fatal, error/],
    ['SANDBOX_ISOLATION', 'none', /use one of auto, recycled, fresh/],
    ['SANDBOX_RUNTIME', 'run sc', /not the name of an OCI runtime/],
    ['ASSAY_CONCURRENCY', '0', /from 1 to 256/],
    ['ASSAY_PIN_CORES', '3-1', /is no list of cores; give one like 1-3/],
    ['ASSAY_PIN_CORES', 'auto', /is no list of cores/],
    ['ASSAY_WORKER_LANGUAGES', 'java,cobol', /names what no worker runs; list some of python,/],
    ['ASSAY_PUBLIC_URL', 'ftp://x', /begins with ftp:; give a URL like https:/],
    ['COOKIE_SECURE', 'maybe', /neither true nor false/],
  ])('%s=%s is refused, by name, with what to do', (name, value, message) => {
    const problems = problemsOf({ DATABASE_URL, [name]: value });
    expect(problems).toEqual([expect.stringMatching(message)]);
    expect(problems[0]).toMatch(new RegExp(`^${name}`));
  });

  test('names every wrong variable at once, and repeats no secret', () => {
    const problems = problemsOf({ DATABASE_URL: 'mysql://u:geheim@h/d', ASSAY_PORT: 'x' });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain('geheim');
  });
});

describe('secrets from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-secrets-'));
  const file = join(folder, 'database-url');
  writeFileSync(file, `${DATABASE_URL}\n`);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a secret may stand in a file, whose last line break is not of it', () => {
    expect(loadConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe(DATABASE_URL);
    expect(loadConfig({ DATABASE_URL, DATABASE_URL_FILE: file }).databaseUrl).toBe(DATABASE_URL);
    expect(loadConfig({ DATABASE_URL, REDIS_URL_FILE: '' }).redisUrl).toBeNull();
  });

  test.each([
    [{ DATABASE_URL_FILE: join(folder, 'none') }, /^DATABASE_URL_FILE cannot be read/],
    [{ DATABASE_URL, REDIS_URL_FILE: '/dev/null' }, /^REDIS_URL_FILE names .*, which is empty/],
    [{ DATABASE_URL: 'postgresql://x/y', DATABASE_URL_FILE: file }, /both set and differ/],
  ])('%j is refused', (env, message) => {
    const problems = problemsOf(env);
    expect(problems).toEqual([expect.stringMatching(message)]);
    expect(problems.join()).not.toContain('geheim');
  });

  test('what is no secret is never read from a file', () => {
    expect(loadConfig({ DATABASE_URL, ASSAY_PORT_FILE: '/nowhere' }).port).toBe(4400);
  });
});

describe('describeConfig', () => {
  test('shows every setting with a line of explanation, and masks passwords', () => {
    const redisUrl = 'redis://:hunter2@cache:6379';
    const described = describeConfig(loadConfig({ DATABASE_URL, REDIS_URL: redisUrl }));
    expect(described.map(({ name }) => name)).toEqual(Object.keys(SETTINGS));
    expect(described.every(({ description }) => description.length > 10)).toBe(true);
    const text = JSON.stringify(described);
    expect(text).not.toMatch(/geheim|hunter2/);
    expect(text).toContain('db.example');
    expect(described.find(({ name }) => name === 'publicUrl')?.value).toBeNull();
  });
});
