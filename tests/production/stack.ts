import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SOCKET } from '../../worker/sandbox/engine-address.ts';
import { readAll, registerLearner, send } from '../bench/http-submission.ts';
import { freePort } from '../support/free-port.ts';
import { ComposeProject } from './compose.ts';
import type { Images } from './images.ts';
import { timed } from './timed.ts';

const READY_TIMEOUT_MS = 10 * 60_000;
const POLL_MS = 500;

export interface Stack {
  readonly project: ComposeProject;
  readonly url: string;
  /** For what is to be gone with it. */
  readonly folder: string;
}

/**
 * The stack of docker-compose.yml under a name, a port and secrets of its own. Taken down at the
 * end, volumes included; where `work` fails, its services' logs are printed before.
 */
export async function withStack(
  images: Images,
  work: (stack: Stack) => Promise<void>,
): Promise<void> {
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
    await work({ project, url: `http://127.0.0.1:${port}`, folder });
  } catch (error) {
    process.stderr.write(await project.run(['ps']));
    process.stderr.write(await project.run(['logs', '--no-color', '--tail=40']));
    throw error;
  } finally {
    await timed('down, volumes included', () => project.run(['down', '--volumes']));
    await rm(folder, { recursive: true, force: true });
  }
}

/** As docs/operations/production.md says. */
async function writeSecrets(folder: string): Promise<void> {
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
}

export const up = (project: ComposeProject, ...args: readonly string[]): Promise<string> =>
  project.run(['up', '--detach', '--no-build', ...args]);

/** Brings it up and makes an admin and a learner; gives the learner's token. */
export async function begin({ project, url }: Stack): Promise<string> {
  await timed('up: PostgreSQL, Redis, API, worker', () => up(project));
  await timed('the API is ready (migrations, exercises)', () => untilReady(url));
  const create = ['dist/cli/main.js', 'admin', 'create', 'ada', '--password-stdin'];
  const input = `${randomBytes(12).toString('hex')}\n`;
  await timed('assay admin create, in the API’s container', () =>
    project.run(['exec', '-T', 'api', 'node', ...create], { input }),
  );
  return registerLearner(url, 'grace');
}

export async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const status = await readyStatus(url).catch(() => null);
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('The API did not become ready.');
}

/** By node:http: a fetch that is cut while the port has no listener yet may never settle. */
async function readyStatus(url: string): Promise<number | undefined> {
  const answer = await send(`${url}/api/v1/ready`, new Agent(), {});
  await readAll(answer);
  return answer.statusCode;
}
