import { join } from 'node:path';
import * as parse from './parsers.ts';
import type { Parser } from './parsers.ts';
import { repoRoot } from './paths.ts';

interface Setting<T, D extends T | null | undefined> {
  /** The environment variable. */
  readonly env: string;
  /** One line for people: `assay config` and the operator's page show it. */
  readonly description: string;
  readonly parse: Parser<T>;
  /** undefined: the setting is required. null: absent is a meaning of its own. */
  readonly fallback: D;
  /** Masked wherever the configuration is shown. */
  readonly secret: boolean;
}

const setting = <T, D extends T | null | undefined>(
  env: string,
  description: string,
  parser: Parser<T>,
  fallback: D,
  secret = false,
): Setting<T, D> => ({ env, description, parse: parser, fallback, secret });

/** Every setting there is: the only place where a variable's name, default and meaning stand. */
export const SETTINGS = {
  databaseUrl: setting(
    'DATABASE_URL',
    'PostgreSQL that stores everything (`assay up` starts one and sets this).',
    parse.url('postgresql', 'postgres'),
    undefined,
    true,
  ),
  redisUrl: setting(
    'REDIS_URL',
    'Redis for the queue; absent, the queue lives in PostgreSQL.',
    parse.url('redis', 'rediss'),
    null,
    true,
  ),
  port: setting(
    'ASSAY_PORT',
    'TCP port of the API and the web page.',
    parse.integer(0, 65_535),
    4400,
  ),
  host: setting(
    'ASSAY_HOST',
    'Address the API listens on; 0.0.0.0 for all.',
    parse.host,
    '127.0.0.1',
  ),
  exercisesDir: setting(
    'ASSAY_EXERCISES',
    'Folder of exercises to load at start.',
    parse.path,
    join(repoRoot, 'exercises'),
  ),
  cacheDir: setting(
    'ASSAY_CACHE',
    'Folder for what can be made again: exercise bundles.',
    parse.path,
    join(repoRoot, '.assay', 'cache'),
  ),
  logLevel: setting(
    'LOG_LEVEL',
    'How much is logged.',
    parse.oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    'info',
  ),
  sandboxRuntime: setting(
    'SANDBOX_RUNTIME',
    'OCI runtime of the sandboxes, e.g. crun; absent, the engine decides.',
    parse.ociRuntime,
    null,
  ),
  dockerHost: setting(
    'DOCKER_HOST',
    'Docker engine of the sandboxes; absent, the local socket.',
    parse.url('unix', 'tcp', 'http', 'https'),
    null,
  ),
  dockerTlsVerify: setting(
    'DOCKER_TLS_VERIFY',
    'Any text: the engine is spoken to by TLS, both sides with certificates.',
    parse.anyText,
    false,
  ),
  dockerCertificates: setting(
    'DOCKER_CERT_PATH',
    'Folder with ca.pem, cert.pem and key.pem for an engine over TLS; default: ~/.docker, if DOCKER_TLS_VERIFY is set.',
    parse.path,
    null,
  ),
  sandboxIsolation: setting(
    'SANDBOX_ISOLATION',
    'recycled, fresh, or auto: recycled wherever the canary proves it.',
    parse.oneOf('auto', 'recycled', 'fresh'),
    'auto',
  ),
  workerConcurrency: setting(
    'ASSAY_CONCURRENCY',
    "Submissions a worker grades at one time; default: by the cores and memory of its engine's machine.",
    parse.integer(1, 256),
    null,
  ),
  pinCores: setting(
    'ASSAY_PIN_CORES',
    "Cores of the engine's machine that cells are pinned to, a submission each: 1-3,6; absent: none.",
    parse.cores,
    null,
  ),
  workerRuntimes: setting(
    'ASSAY_WORKER_LANGUAGES',
    'Languages and databases that a worker runs, comma-separated; absent: all.',
    parse.runtimes,
    null,
  ),
  publicUrl: setting(
    'ASSAY_PUBLIC_URL',
    'Where browsers reach Assay, if it is behind a proxy.',
    parse.url('https', 'http'),
    null,
  ),
  cookieSecure: setting(
    'COOKIE_SECURE',
    'Whether session cookies travel over HTTPS only; default: true if the public URL is https.',
    parse.boolean,
    null,
  ),
  trustedProxies: setting(
    'ASSAY_TRUSTED_PROXIES',
    'Reverse proxies in front of the API whose X-Forwarded-For is believed.',
    parse.integer(0, 10),
    0,
  ),
  submissionsPerMinute: setting(
    'ASSAY_SUBMISSIONS_PER_MINUTE',
    'Submissions one learner may hand in within a minute.',
    parse.integer(1, 1_000_000),
    600,
  ),
  unfinishedSubmissions: setting(
    'ASSAY_UNFINISHED_SUBMISSIONS',
    'Submissions of one learner that may wait or run at one time.',
    parse.integer(1, 1_000_000),
    100,
  ),
  oidcProvidersFile: setting(
    'ASSAY_OIDC_PROVIDERS',
    'YAML file of the OpenID Connect providers to sign in with; absent, none.',
    parse.path,
    null,
  ),
  queuedSubmissions: setting(
    'ASSAY_QUEUED_SUBMISSIONS',
    'Submissions that may wait at one time, of all learners; above it, no more are taken.',
    parse.integer(1, 1_000_000),
    5000,
  ),
  metricsPort: setting(
    'ASSAY_METRICS_PORT',
    'TCP port of this process for Prometheus; absent, none. `assay up` gives the worker the next one.',
    parse.integer(1, 65_534),
    null,
  ),
  metricsHost: setting(
    'ASSAY_METRICS_HOST',
    'Address that the metrics are served on.',
    parse.host,
    '127.0.0.1',
  ),
  webhookAllow: setting(
    'ASSAY_WEBHOOK_ALLOW',
    'Networks that are not public and that webhooks may go to all the same, e.g. 10.1.2.0/24.',
    parse.networks,
    null,
  ),
  webhookHttp: setting(
    'ASSAY_WEBHOOK_HTTP',
    'Whether webhooks may go to http addresses, unencrypted.',
    parse.boolean,
    false,
  ),
} as const;

export type SettingName = keyof typeof SETTINGS;
type ValueOf<S> = S extends Setting<infer T, infer D> ? T | (D extends null ? null : never) : never;
export type RawConfig = { readonly [K in SettingName]: ValueOf<(typeof SETTINGS)[K]> };
