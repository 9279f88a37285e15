import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.ts';
import { SETTINGS } from './settings.ts';
import type { Environment } from './config.ts';

const FILE_SUFFIX = '_FILE';
const SECRETS = Object.values(SETTINGS).filter(({ secret }) => secret);

/**
 * Every setting that holds a secret may stand in a file: DATABASE_URL_FILE=/run/secrets/database-url
 * is DATABASE_URL without a variable that `docker inspect` shows. Gives the environment with those
 * files read; throws a ConfigError where one cannot be, or where both are given and differ.
 */
export const withSecretFiles = (env: Environment): Environment => {
  const problems: string[] = [];
  const read = Object.fromEntries(
    SECRETS.flatMap(({ env: name }) => {
      const path = env[name + FILE_SUFFIX]?.trim() ?? '';
      const given = env[name]?.trim() ?? '';
      if (path === '') return [];
      const text = readSecret(name, path, problems);
      if (given !== '' && given !== text) {
        problems.push(
          `${name} and ${name + FILE_SUFFIX} are both set and differ; set one of them.`,
        );
      }
      return [[name, text] as const];
    }),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  return { ...env, ...read };
};

const readSecret = (name: string, path: string, problems: string[]): string => {
  try {
    const text = readFileSync(path, 'utf8').trim();
    if (text === '') problems.push(`${name + FILE_SUFFIX} names ${path}, which is empty; fill it.`);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(`${name + FILE_SUFFIX} cannot be read (${reason}); name a readable file.`);
    return '';
  }
};
