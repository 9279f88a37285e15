import { homedir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from './config-error.ts';
import { withSecretFiles } from './secret-files.ts';
import { SETTINGS } from './settings.ts';
import type { RawConfig, SettingName } from './settings.ts';

/** Read once at start, frozen, and handed to whoever needs it. */
export type Config = Omit<RawConfig, 'cookieSecure'> & { readonly cookieSecure: boolean };

export type Environment = Readonly<Record<string, string | undefined>>;

const NAMES = Object.keys(SETTINGS) as SettingName[];
const MASK = '***';
/** How much of a wrong value an error repeats. */
const SHOWN_VALUE_LENGTH = 60;

/** An empty variable counts as absent: that is what `FOO= assay up` means to people. */
const read = (env: Environment, name: SettingName, problems: string[]): unknown => {
  const setting = SETTINGS[name];
  const text = env[setting.env]?.trim() ?? '';
  if (text === '') {
    if (setting.fallback === undefined) {
      problems.push(`${setting.env} is not set; set it: ${setting.description}`);
    }
    return setting.fallback;
  }
  try {
    return setting.parse(text);
  } catch (error) {
    const shown = setting.secret ? '' : ` "${text.slice(0, SHOWN_VALUE_LENGTH)}"`;
    problems.push(
      `${setting.env}${shown} ${error instanceof Error ? error.message : String(error)}.`,
    );
    return undefined;
  }
};

const readAll = <N extends SettingName>(env: Environment, names: readonly N[]) => {
  const problems: string[] = [];
  const entries = names.map((name) => [name, read(env, name, problems)] as const);
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.fromEntries(entries) as Pick<RawConfig, N>;
};

/** Throws a ConfigError that names every wrong variable at once, and what to do about each. */
export const loadConfig = (given: Environment = process.env): Config => {
  const env = withSecretFiles(given);
  const raw = readAll(env, NAMES);
  return Object.freeze({
    ...raw,
    dockerCertificates: certificatesFolder(raw, env),
    cookieSecure: raw.cookieSecure ?? raw.publicUrl?.startsWith('https:') ?? false,
  });
};

/** Where the engine is, and the folder of the certificates to speak TLS with; null: without TLS. */
export type EngineConfig = Pick<Config, 'dockerHost' | 'dockerCertificates'>;

/** The engine's settings alone, for commands that need no database. Throws a ConfigError. */
export const loadEngineConfig = (env: Environment = process.env): EngineConfig => {
  const raw = readAll(env, ['dockerHost', 'dockerTlsVerify', 'dockerCertificates']);
  return { dockerHost: raw.dockerHost, dockerCertificates: certificatesFolder(raw, env) };
};

/** As Docker's own client finds it: docs.docker.com/reference/cli/docker, "Environment variables". */
const certificatesFolder = (
  {
    dockerTlsVerify,
    dockerCertificates,
  }: Pick<RawConfig, 'dockerTlsVerify' | 'dockerCertificates'>,
  env: Environment,
): string | null => {
  if (dockerCertificates !== null || !dockerTlsVerify) return dockerCertificates;
  return env['DOCKER_CONFIG'] || join(homedir(), '.docker');
};

export interface DescribedSetting {
  readonly name: SettingName;
  readonly env: string;
  readonly description: string;
  /** As text, with the password of a URL masked; null where the setting is absent. */
  readonly value: string | null;
}

/** What `assay config` prints and the mains log: no secret is in it. */
export const describeConfig = (config: Config): DescribedSetting[] =>
  NAMES.map((name) => {
    const { env, description, secret } = SETTINGS[name];
    const value = config[name];
    const text = value === null ? null : String(value);
    return { name, env, description, value: secret && text !== null ? maskUrl(text) : text };
  });

/** Keeps host and database of a URL, which an operator needs to see, and hides the rest. */
export const maskUrl = (text: string): string => {
  if (!URL.canParse(text)) return MASK;
  const url = new URL(text);
  if (url.password !== '') url.password = MASK;
  for (const key of [...url.searchParams.keys()]) {
    if (/pass|secret|token|key/i.test(key)) url.searchParams.set(key, MASK);
  }
  return url.toString();
};
