import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { CliError, EXIT } from './cli-error.ts';

/**
 * Theory of operation. A bearer token is as good as a password, so the file that keeps it is
 * readable by its owner alone (0600, in a folder made 0700), is written beside and renamed, so
 * that a crash or a second `assay` never leaves half a file, and is never printed. A token is kept
 * under the exact origin it was made for, and sent to no other.
 */

/** Where `assay` looks when nothing names a server: what `./assay up` starts. */
export const FALLBACK_SERVER = 'http://127.0.0.1:4400';

export interface StoredLogin {
  readonly username: string;
  readonly token: string;
  /** Id of the token's row, to revoke it; null for a token that was handed in. */
  readonly tokenId: string | null;
}

export interface Credentials {
  /** The server commands talk to when neither --server nor ASSAY_SERVER says otherwise. */
  readonly defaultServer: string | null;
  /** By server URL, as `normaliseServerUrl` writes it. */
  readonly servers: Readonly<Record<string, StoredLogin>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const NOTHING: Credentials = { defaultServer: null, servers: {} };

/** `${XDG_CONFIG_HOME:-~/.config}/assay/credentials.json`. */
export function credentialsPath(env: Environment = process.env): string {
  const configured = env['XDG_CONFIG_HOME'];
  const base = configured?.startsWith('/') ? configured : join(homedir(), '.config');
  return join(base, 'assay', 'credentials.json');
}

/** One spelling for one server: no trailing slash, no default port. */
export function normaliseServerUrl(text: string): string {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    throw new CliError(
      `"${text}" is not a server URL.`,
      EXIT.usage,
      'Give one like http://127.0.0.1:4400.',
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new CliError(`"${text}" is neither http nor https.`, EXIT.usage);
  }
  if (url.username !== '' || url.password !== '') {
    throw new CliError('A server URL must not contain a password.', EXIT.usage, 'Use assay login.');
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** An absent file is no credentials; a file that is not ours is an error, and is left alone. */
export async function loadCredentials(env: Environment = process.env): Promise<Credentials> {
  const path = credentialsPath(env);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return NOTHING;
    throw error;
  }
  const credentials = parseCredentials(text);
  if (credentials === null) {
    throw new CliError(
      `${path} is not a credentials file.`,
      EXIT.usage,
      'Remove it and log in again.',
    );
  }
  return credentials;
}

/** Keeps a login; the server becomes the default one unless told otherwise. */
export async function saveLogin(
  server: string,
  login: StoredLogin,
  options: { readonly makeDefault?: boolean; readonly env?: Environment } = {},
): Promise<void> {
  const key = normaliseServerUrl(server);
  const before = await loadCredentials(options.env);
  await writeCredentials(
    {
      defaultServer: (options.makeDefault ?? true) ? key : before.defaultServer,
      servers: { ...before.servers, [key]: login },
    },
    options.env,
  );
}

/** Forgets a login. Returns what was kept, or null. */
export async function removeLogin(
  server: string,
  env: Environment = process.env,
): Promise<StoredLogin | null> {
  const key = normaliseServerUrl(server);
  const before = await loadCredentials(env);
  const { [key]: removed, ...servers } = before.servers;
  if (removed === undefined) return null;
  const defaultServer = before.defaultServer === key ? null : before.defaultServer;
  await writeCredentials({ defaultServer, servers }, env);
  return removed;
}

async function writeCredentials(credentials: Credentials, env?: Environment): Promise<void> {
  const path = credentialsPath(env);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(draft, `${JSON.stringify({ version: 1, ...credentials }, null, 2)}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
    await chmod(draft, 0o600);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

function parseCredentials(text: string): Credentials | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['servers'])) return null;
  const servers: Record<string, StoredLogin> = {};
  for (const [server, login] of Object.entries(value['servers'])) {
    if (!isRecord(login)) return null;
    const { username, token, tokenId } = login;
    if (typeof username !== 'string' || typeof token !== 'string') return null;
    servers[server] = { username, token, tokenId: typeof tokenId === 'string' ? tokenId : null };
  }
  const defaultServer = value['defaultServer'];
  return { defaultServer: typeof defaultServer === 'string' ? defaultServer : null, servers };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isMissing = (error: unknown): boolean => isRecord(error) && error['code'] === 'ENOENT';
