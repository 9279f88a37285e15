import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { FromSchema } from 'json-schema-to-ts';
import { formatProblem, type Problem } from '../../grading/manifest/problem.ts';
import { yamlValidator, type Validated } from '../../grading/manifest/validate-manifest.ts';
import { failed } from '../../grading/manifest/yaml-source.ts';
import { ConfigError } from './config-error.ts';

/**
 * The file that ASSAY_OIDC_PROVIDERS names: who else says who somebody is. A file, not variables:
 * there may be several providers, and their secrets stay in files of their own.
 * docs/operations/openid-connect.md is its manual.
 */
const text = { type: 'string', minLength: 1, maxLength: 200 } as const;
const texts = { type: 'array', maxItems: 100, uniqueItems: true, items: text } as const;

const oidcProvidersSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['providers'],
  properties: {
    providers: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'title', 'issuer', 'clientId'],
        properties: {
          id: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 40 },
          title: { ...text, maxLength: 80 },
          issuer: text,
          clientId: text,
          clientSecret: { type: 'string', minLength: 1, maxLength: 1000 },
          clientSecretFile: { type: 'string', minLength: 1, maxLength: 1000 },
          clientAuthentication: { enum: ['client_secret_basic', 'client_secret_post'] },
          scopes: texts,
          usernameClaim: text,
          roles: {
            type: 'object',
            additionalProperties: false,
            required: ['claim'],
            properties: { claim: text, instructor: texts, admin: texts },
          },
        },
      },
    },
  },
} as const;

type OidcProvidersFile = FromSchema<typeof oidcProvidersSchema>;
type ProviderEntry = OidcProvidersFile['providers'][number];

export interface OidcProvider {
  /** In the addresses of log-ins. */
  readonly id: string;
  /** On the button. */
  readonly title: string;
  readonly issuer: URL;
  readonly clientId: string;
  /** Null: a public client, which PKCE alone protects. */
  readonly clientSecret: string | null;
  readonly clientAuthentication: 'client_secret_basic' | 'client_secret_post';
  /** Asked for besides `openid`. */
  readonly scopes: readonly string[];
  readonly usernameClaim: string;
  /** Null: the provider has no say in roles. */
  readonly roles: RoleClaim | null;
}

export interface RoleClaim {
  /** A string, or a list of them. */
  readonly claim: string;
  /** Its values that make an instructor. */
  readonly instructor: readonly string[];
  readonly admin: readonly string[];
}

const validate = yamlValidator<OidcProvidersFile>(oidcProvidersSchema);
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether what is sent there cannot be read on the way. */
export const isSafeTransport = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));

/** Throws a ConfigError that names every fault of the file with its line. */
export function loadOidcProviders(file: string | null): readonly OidcProvider[] {
  if (file === null) return [];
  const validated = validate(file, read(file, 'ASSAY_OIDC_PROVIDERS'));
  if (failed(validated)) throw faulty(validated.problems);
  const problems = findProblems(validated);
  if (problems.length > 0) throw faulty(problems);
  return validated.value.providers.map((entry) => toProvider(entry, dirname(file)));
}

const faulty = (problems: readonly Problem[]): ConfigError =>
  new ConfigError(problems.map(formatProblem));

function read(file: string, named: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`${named} cannot be read; check the path and its rights: ${reason}`]);
  }
}

/** What the schema cannot say. */
function findProblems({ value, source }: Validated<OidcProvidersFile>): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  value.providers.forEach(({ id, issuer, clientSecret, clientSecretFile }, index) => {
    const say = (key: string, message: string, remedy: string): void => {
      problems.push(source.problem(['providers', index, key], message, remedy));
    };
    for (const [key, unique] of Object.entries({ id, issuer })) {
      if (seen.has(`${key} ${unique}`)) {
        say(key, `There is another provider with this ${key}.`, 'Keep one of the two.');
      }
      seen.add(`${key} ${unique}`);
    }
    if (!URL.canParse(issuer) || !isSafeTransport(new URL(issuer))) {
      say('issuer', 'The issuer is no https address.', 'http works on this very machine alone.');
    }
    if (clientSecret !== undefined && clientSecretFile !== undefined) {
      say('clientSecretFile', 'There are two secrets.', 'Keep the file.');
    }
  });
  return problems;
}

const toProvider = (entry: ProviderEntry, folder: string): OidcProvider => ({
  id: entry.id,
  title: entry.title,
  issuer: new URL(entry.issuer),
  clientId: entry.clientId,
  clientSecret:
    entry.clientSecretFile === undefined
      ? (entry.clientSecret ?? null)
      : read(resolve(folder, entry.clientSecretFile), `The secret of ${entry.id}`).trim(),
  clientAuthentication: entry.clientAuthentication ?? 'client_secret_basic',
  scopes: entry.scopes ?? ['profile'],
  usernameClaim: entry.usernameClaim ?? 'preferred_username',
  roles:
    entry.roles === undefined
      ? null
      : {
          claim: entry.roles.claim,
          instructor: entry.roles.instructor ?? [],
          admin: entry.roles.admin ?? [],
        },
});
