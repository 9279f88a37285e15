import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { withSecretFiles } from '../../platform/config/secret-files.ts';
import { repoRoot } from '../../platform/config/paths.ts';

/** What docker-compose.yml promises. `npm run stack` brings it up for real. */
interface Service {
  readonly user?: string;
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly cpus?: number;
  readonly pids_limit?: number;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: object;
  readonly environment?: Readonly<Record<string, string>>;
}
interface Layout {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
}

const text = readFileSync(join(repoRoot, 'docker-compose.yml'), 'utf8');
const { services, secrets, networks } = parse(text, { merge: true }) as Layout;
const dockerfile = readFileSync(join(repoRoot, 'api', 'Dockerfile'), 'utf8');

test('the services are those of the page for operators', () => {
  expect(Object.keys(services).sort()).toEqual(['api', 'postgres', 'redis', 'worker']);
});

describe.each(Object.entries(services))('%s', (name, service) => {
  test('has little, and comes back', () => {
    expect(service).toMatchObject({ read_only: true, restart: 'unless-stopped' });
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    expect(service.user ?? /^USER (\w+)$/m.exec(dockerfile)?.[1]).toMatch(
      /^(postgres|redis|node)$/,
    );
  });

  test('is bounded', () => {
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.cpus).toBeGreaterThan(0);
    expect(service.pids_limit).toBeGreaterThan(0);
  });

  test('is asked whether it is well', () => {
    const asked = service.healthcheck !== undefined || inDockerfile(name).includes('HEALTHCHECK');
    expect(asked).toBe(true);
  });

  test('has its secrets from files', () => {
    expect(service.secrets?.length).toBeGreaterThan(0);
    for (const secret of service.secrets ?? [])
      expect(secrets[secret]?.file).toMatch(/SECRETS_DIR/);
    for (const [key, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD|_URL/.test(key) && key !== 'ASSAY_PUBLIC_URL') {
        expect(key).toMatch(/_FILE$/);
        expect(value).toMatch(/^\/run\/secrets\//);
      }
    }
  });

  test(name === 'api' ? 'is published on loopback alone' : 'is not published', () => {
    const published = service.ports ?? [];
    expect(published).toHaveLength(name === 'api' ? 1 : 0);
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test(
    name === 'worker' ? 'holds the engine’s socket' : 'does not hold the engine’s socket',
    () => {
      const holds = (service.volumes ?? []).some((volume) => volume.includes('docker.sock'));
      expect(holds).toBe(name === 'worker');
    },
  );
});

/** The stage of the name, where the Dockerfile has one. */
function inDockerfile(stage: string): string {
  return dockerfile.split(/^FROM /m).find((part) => part.includes(` AS ${stage}\n`)) ?? '';
}

test('the databases have no way out, and nobody reaches them but the API and the workers', () => {
  expect(networks['data']).toEqual({ internal: true });
  expect(services['postgres']?.networks).toEqual(['data']);
  expect(services['redis']?.networks).toEqual(['data']);
});

test('the variables that name files are those of settings that hold secrets', () => {
  const named = Object.keys(services['api']?.environment ?? {}).filter((key) =>
    key.endsWith('_FILE'),
  );
  expect(named.length).toBeGreaterThan(0);
  const env = Object.fromEntries(named.map((key) => [key, join(repoRoot, 'package.json')]));
  const read = withSecretFiles(env);
  for (const key of named) expect(read[key.replace(/_FILE$/, '')]).toContain('"assay"');
});

test('what the Dockerfile copies is there', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
    .flatMap(([, sources]) => (sources ?? '').split(' '))
    .filter((source) => !source.includes('*'));
  expect(copied.length).toBeGreaterThan(8);
  expect(copied.filter((source) => !existsSync(join(repoRoot, source)))).toEqual([]);
});

test('docker-compose finds no fault with it', () => {
  const env = { ...process.env, ASSAY_DOCKER_GID: '0' };
  const args = ['--file', join(repoRoot, 'docker-compose.yml'), 'config', '--quiet'];
  const { error, status, stderr } = spawnSync('docker-compose', args, { env, encoding: 'utf8' });
  if (error !== undefined) {
    process.stderr.write(`docker-compose is not asked: ${error.message}\n`);
    return;
  }
  expect(`${stderr}${status ?? 'killed'}`).toMatch(/0$/);
});
