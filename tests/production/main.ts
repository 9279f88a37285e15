import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { gradeSample } from '../../cli/setup/sample-submission.ts';
import { AssayClient } from '../../cli/client/assay-client.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { DEFAULT_SOCKET } from '../../worker/sandbox/engine-address.ts';
import { readAll, registerLearner, send } from '../bench/http-submission.ts';
import { freePort } from '../support/free-port.ts';
import { ComposeProject, run } from './compose.ts';
import { makeStandIns } from './stand-ins.ts';

/**
 * `npm run stack`: the production layout from local images. Builds them, brings the stack up under a
 * name of its own, makes an admin and a learner, has a solution accepted, backs up, restores into a
 * clean stack, finds the submission there, and takes everything down. Fails where one of it does.
 */
const LEARNER_SOLUTION_DEADLINE_MS = 10 * 60_000;
const IMAGES = { api: 'assay-stack/api:local', worker: 'assay-stack/worker:local' } as const;
const BUILD_CA = join(repoRoot, 'build-ca.pem');

const timed = async <T>(title: string, work: () => Promise<T>): Promise<T> => {
  const startedAt = performance.now();
  const result = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`${title.padEnd(52)} ${seconds.toFixed(1).padStart(7)} s\n`);
  return result;
};

/** As docs/operations/production.md says; gives the folder. */
const writeSecrets = async (folder: string): Promise<void> => {
  const database = randomBytes(24).toString('hex');
  const redis = randomBytes(24).toString('hex');
  const secrets = {
    'database-password': database,
    'database-url': `postgresql://assay:${database}@postgres:5432/assay`,
    'redis-password': redis,
    'redis-url': `redis://:${redis}@redis:6379`,
  };
  for (const [name, text] of Object.entries(secrets)) {
    await writeFile(join(folder, name), text, { mode: 0o444 });
  }
};

const withBuildCertificates = async (work: () => Promise<void>): Promise<void> => {
  const certificates = process.env['NODE_EXTRA_CA_CERTS'];
  if (certificates === undefined) return work();
  await copyFile(certificates, BUILD_CA);
  try {
    await work();
  } finally {
    await rm(BUILD_CA, { force: true });
  }
};

const up = (project: ComposeProject): Promise<string> =>
  project.run(['up', '--detach', '--no-build']);

const restore = async (project: ComposeProject, backup: string): Promise<void> => {
  await project.run(['down', '--volumes']);
  await project.run(['up', '--detach', '--no-build', 'postgres']);
  const ready = 'until pg_isready --host=127.0.0.1 --username=assay; do sleep 1; done';
  await project.run(['exec', '-T', 'postgres', 'sh', '-c', ready]);
  const into = ['--username=assay', '--dbname=assay', '--exit-on-error', '--no-owner'];
  await project.run(['exec', '-T', 'postgres', 'pg_restore', ...into], { stdin: backup });
  await up(project);
};

/** By node:http: a fetch that is cut while the port has no listener yet may never settle. */
const readyStatus = async (url: string): Promise<number | undefined> => {
  const answer = await send(`${url}/api/v1/ready`, new Agent(), {});
  await readAll(answer);
  return answer.statusCode;
};

const untilReady = async (url: string): Promise<void> => {
  const deadline = Date.now() + LEARNER_SOLUTION_DEADLINE_MS;
  while (Date.now() < deadline) {
    const status = await readyStatus(url).catch(() => null);
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The API did not become ready.');
};

const show = async (project: ComposeProject, url: string, folder: string): Promise<void> => {
  const signal = AbortSignal.timeout(LEARNER_SOLUTION_DEADLINE_MS);
  await timed('up: PostgreSQL, Redis, API, worker', () => up(project));
  await timed('the API is ready (migrations, exercises)', () => untilReady(url));
  const create = ['dist/cli/main.js', 'admin', 'create', 'ada', '--password-stdin'];
  const input = `${randomBytes(12).toString('hex')}\n`;
  await timed('assay admin create, in the API’s container', () =>
    project.run(['exec', '-T', 'api', 'node', ...create], { input }),
  );
  const token = await registerLearner(url, 'grace');
  const client = new AssayClient(url, token, signal);
  const graded = await timed('a solution is graded (the worker’s canary included)', () =>
    gradeSample(client, join(repoRoot, 'exercises'), signal),
  );
  if (graded?.verdict !== 'AC') throw new Error(`not accepted: ${JSON.stringify(graded)}`);
  const backup = join(folder, 'assay.dump');
  const dump = [
    'exec',
    '-T',
    'postgres',
    'pg_dump',
    '--username=assay',
    '--format=custom',
    'assay',
  ];
  await timed('backup: pg_dump', () => project.run(dump, { stdout: backup }));
  await timed('restore into a clean stack, and up again', () => restore(project, backup));
  await untilReady(url);
  const found = await client.submission(graded.id);
  if (found.verdict !== 'AC') throw new Error('The submission is not what it was.');
  process.stdout.write(
    `${graded.id} is AC after the restore; the backup has ${(await stat(backup)).size} bytes\n`,
  );
};

const buildAll = async (): Promise<Record<string, string>> => {
  const standIns = await timed('stand-ins for the public images', () =>
    makeStandIns((message) => process.stderr.write(`${message}\n`)),
  );
  await withBuildCertificates(async () => {
    for (const [target, tag] of Object.entries(IMAGES)) {
      const args = ['--network', 'host', '--file', 'api/Dockerfile', '--target', target];
      const base = [`NODE_IMAGE=${standIns.node}`, `RUNTIME_IMAGE=${standIns.runtime}`];
      const bases = base.flatMap((arg) => ['--build-arg', arg]);
      await timed(`image of ${target}`, () =>
        run('docker', ['build', ...args, ...bases, '--tag', tag, '.'], {
          env: { DOCKER_BUILDKIT: '0' },
        }),
      );
    }
  });
  for (const image of [...Object.values(IMAGES), standIns.runtime]) {
    const size = Number(await run('docker', ['image', 'inspect', '--format={{.Size}}', image]));
    process.stdout.write(`${image.padEnd(52)} ${(size / 1e6).toFixed(0).padStart(7)} MB\n`);
  }
  return {
    ASSAY_API_IMAGE: IMAGES.api,
    ASSAY_WORKER_IMAGE: IMAGES.worker,
    ASSAY_POSTGRES_IMAGE: standIns.postgres,
    ASSAY_REDIS_IMAGE: standIns.redis,
  };
};

const main = async (): Promise<void> => {
  const images = await buildAll();
  const folder = await mkdtemp(join(tmpdir(), 'assay-stack-'));
  await writeSecrets(folder);
  const port = await freePort();
  const project = new ComposeProject(`assay-stack-${randomBytes(3).toString('hex')}`, {
    ...images,
    ASSAY_SECRETS_DIR: folder,
    ASSAY_PORT: String(port),
    ASSAY_DOCKER_GID: String((await stat(DEFAULT_SOCKET)).gid),
  });
  try {
    await show(project, `http://127.0.0.1:${port}`, folder);
  } catch (error) {
    process.stderr.write(await project.run(['ps']));
    process.stderr.write(await project.run(['logs', '--no-color', '--tail=40']));
    throw error;
  } finally {
    await timed('down, volumes included', () => project.run(['down', '--volumes']));
    await rm(folder, { recursive: true, force: true });
  }
};

await main();
