import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ENGINE_CHECKS } from '../../cli/doctor/engine-checks.ts';
import { examine, readPatient, type NamedFinding } from '../../cli/doctor/examine.ts';
import { dataDirectory } from '../../cli/setup/data-directory.ts';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { CANARY_SIZE } from '../../worker/sandbox/canary.ts';
import { Cell } from '../../worker/sandbox/cell.ts';
import { connectEngine } from '../../worker/sandbox/engine.ts';
import { newOwner } from '../../worker/sandbox/owner.ts';
import { freePort } from '../support/free-port.ts';
import { testImages } from '../support/warden-cell.ts';
import { makeAuthority, type Authority } from '../workers/authority.ts';
import { startExtraEngine, type ExtraEngine } from '../workers/extra-engine.ts';

/** A real dockerd that demands certificates, on a port of loopback; Docker's variables name it. */
type Env = Readonly<Record<string, string | undefined>>;

const START_MS = 200_000;
const can =
  process.getuid?.() === 0 &&
  ['dockerd', 'openssl'].every((tool) => spawnSync(tool, ['--version']).error === undefined);
if (!can) process.stderr.write('An engine over TLS: skipped, it needs root, dockerd, openssl.\n');

(can ? describe : describe.skip)('an engine that demands certificates', () => {
  let folder: string;
  let ours: Authority;
  let strangers: Authority;
  let engine: ExtraEngine;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-tls-'));
    [ours, strangers] = await Promise.all([makeAuthority(folder), makeAuthority(folder)]);
    engine = await startExtraEngine(folder, 'tls', { port: await freePort(), certificates: ours });
  }, START_MS);
  afterAll(async () => {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const version = async (changes: Env): Promise<string> =>
    (await connectEngine(loadEngineConfig({ ...engine.env, ...changes })).info()).version;

  const examined = async (changes: Env): Promise<NamedFinding | undefined> => {
    const env = { ...engine.env, ...changes };
    const patient = await readPatient(env, dataDirectory(join(folder, 'data')));
    return (await examine(patient, ENGINE_CHECKS.slice(0, 1)))[0];
  };

  /** The client's folder, with a file of another in it, or without one. */
  const changed = async (name: string, from: string | null): Promise<Env> => {
    const at = await mkdtemp(join(folder, 'client-'));
    await cp(ours.client, at, { recursive: true });
    if (from === null) await rm(join(at, name));
    else await copyFile(join(from, name), join(at, name));
    return { DOCKER_CERT_PATH: at };
  };

  test('answers who has them, as it answers Docker’s own client', async () => {
    const docker = spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], {
      env: { ...process.env, ...engine.env },
      encoding: 'utf8',
    });
    expect(await version({})).toBe(docker.stdout.trim());
    expect(await version({ DOCKER_TLS_VERIFY: '' })).toBe(docker.stdout.trim());
    const atHome = { DOCKER_CERT_PATH: '', DOCKER_CONFIG: ours.client };
    expect(await version(atHome)).toBe(docker.stdout.trim());
    expect(await examined({})).toMatchObject({ status: 'ok' });
  });

  test('runs cells: their streams go through the same connection', async () => {
    const [, image = ''] = await testImages();
    await engine.load([image]);
    const home = {
      engine: connectEngine(loadEngineConfig(engine.env)),
      ...{ owner: newOwner(), runtime: null },
    };
    const kind = { image, imageName: 'warden', isolation: 'fresh' } as const;
    const cell = await Cell.start(home, kind, CANARY_SIZE);
    expect(await home.engine.listCells()).toMatchObject([{ name: cell.name, state: 'running' }]);
    await cell.destroy();
    expect(await home.engine.listCells()).toEqual([]);
  });

  test.each<[string, () => Promise<Env>, RegExp]>([
    [
      'an engine of another authority',
      () => changed('ca.pem', strangers.client),
      /not signed by the authority of ca\.pem.*Put the certificate/,
    ],
    [
      'our certificate is of another authority',
      async () => {
        const env = await changed('cert.pem', strangers.client);
        const key = join(String(env['DOCKER_CERT_PATH']), 'key.pem');
        await copyFile(join(strangers.client, 'key.pem'), key);
        return env;
      },
      /refuses our certificate.*Sign cert\.pem/,
    ],
    [
      'our certificate is a server’s',
      () => Promise.resolve({ DOCKER_CERT_PATH: ours.server }),
      /refuses our certificate.*clientAuth/,
    ],
    [
      'a key of another certificate',
      () => changed('key.pem', strangers.client),
      /key\.pem is of another certificate/,
    ],
    [
      'no key.pem',
      () => changed('key.pem', null),
      /key\.pem cannot be read \(ENOENT\).*Put ca\.pem/,
    ],
    ['no cert.pem', () => changed('cert.pem', null), /cert\.pem cannot be read \(ENOENT\)/],
    ['no ca.pem', () => changed('ca.pem', null), /ca\.pem cannot be read \(ENOENT\)/],
    [
      'no TLS at all',
      () => Promise.resolve({ DOCKER_TLS_VERIFY: '', DOCKER_CERT_PATH: '' }),
      /speaks TLS alone.*Set DOCKER_TLS_VERIFY=1/,
    ],
    [
      'another name than the certificate’s',
      () =>
        Promise.resolve({
          DOCKER_HOST: engine.env['DOCKER_HOST']?.replace('127.0.0.1', 'localhost'),
        }),
      /for another name.*subjectAltName/,
    ],
  ])('%s: refused, with what to do, by the doctor, too', async (_, environment, message) => {
    const env = await environment();
    await expect(version(env)).rejects.toThrow(message);
    expect(await examined(env)).toMatchObject({
      status: 'fail',
      found: expect.stringMatching(message),
    });
  });

  test('what speaks no TLS is told nothing', async () => {
    const server = createServer((_req, res) => res.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const plain = { DOCKER_HOST: `tcp://127.0.0.1:${port}` };
      await expect(version(plain)).rejects.toThrow(/does not speak TLS.*--tlsverify/);
    } finally {
      server.close();
    }
  });
});
