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

/** Throws a ConfigError that names every wrong variable at once, and what to do about each. */
export const loadConfig = (given: Environment = process.env): Config => {
  const env = withSecretFiles(given);
  const problems: string[] = [];
  const entries = NAMES.map((name) => [name, read(env, name, problems)] as const);
  if (problems.length > 0) throw new ConfigError(problems);
  const raw = Object.fromEntries(entries) as RawConfig;
  return Object.freeze({
    ...raw,
    cookieSecure: raw.cookieSecure ?? raw.publicUrl?.startsWith('https:') ?? false,
  });
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
