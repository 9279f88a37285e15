import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { connectEngine } from '../../worker/sandbox/engine.ts';
import type { Authority } from './authority.ts';

/** A Docker engine of one's own beside the machine's, with roots and a socket of its own. */
export interface ExtraEngine {
  /** Docker's variables, for Assay and for Docker's own client. */
  readonly env: Readonly<Record<string, string>>;
  /** Copies images from the machine's engine. */
  load(tags: readonly string[]): Promise<void>;
  /** SIGKILL, as an accident would; `restart` starts it again with what it had. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** It listens by TCP with TLS, and not on a socket. */
export interface EngineTls {
  readonly port: number;
  readonly certificates: Authority;
}

const START_TIMEOUT_MS = 60_000;
const START_ATTEMPTS = 3;
const POLL_MS = 100;

/** Needs root. Cells have no network, so neither has the engine. */
export async function startExtraEngine(
  folder: string,
  name: string,
  tls: EngineTls | null = null,
): Promise<ExtraEngine> {
  const root = join(folder, name);
  await mkdir(root, { recursive: true });
  const env =
    tls === null
      ? { DOCKER_HOST: `unix://${join(root, 'docker.sock')}` }
      : {
          DOCKER_HOST: `tcp://127.0.0.1:${tls.port}`,
          DOCKER_TLS_VERIFY: '1',
          DOCKER_CERT_PATH: tls.certificates.client,
        };
  const flags = ['--host', env.DOCKER_HOST, ...(tls === null ? [] : tlsFlags(tls))];
  const log = join(folder, `${name}.log`);
  const launch = async (attempt = 1): Promise<ChildProcess> => {
    const daemon = spawnDaemon(root, name, flags, log);
    try {
      await answered(env, daemon, log);
      return daemon;
    } catch (error) {
      // On a busy machine its containerd may be late for it; an init system would try again, too.
      if (attempt >= START_ATTEMPTS) throw error;
      return launch(attempt + 1);
    }
  };
  let child = await launch();
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    env,
    load: (tags) => copyImages(tags, env),
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      child = await launch();
    },
    stop: async () => {
      await end('SIGTERM');
      await unmountBelow(root);
      // Its containerd may be at it for another moment.
      await rm(root, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** What a daemon that was killed had mounted: nobody else would ever let go of it. */
async function unmountBelow(root: string): Promise<void> {
  const mounts = (await readFile('/proc/self/mounts', 'utf8')).split('\n');
  const points = mounts.map((line) => line.split(' ')[1] ?? '').filter((at) => at.startsWith(root));
  // The deepest first.
  for (const point of points.reverse()) {
    await once(spawn('umount', ['--lazy', point], { stdio: 'ignore' }), 'exit');
  }
}

/** Certificates are demanded of both sides. */
function tlsFlags({ certificates: { server } }: EngineTls): string[] {
  const file = (name: string): string => join(server, name);
  const files = ['--tlscacert', file('ca.pem'), '--tlscert', file('cert.pem')];
  return ['--tlsverify', ...files, '--tlskey', file('key.pem')];
}

function spawnDaemon(
  root: string,
  name: string,
  flags: readonly string[],
  logFile: string,
): ChildProcess {
  const child = spawn(
    'dockerd',
    [
      ...[...flags, '--pidfile', join(root, 'docker.pid')],
      ...['--data-root', join(root, 'data'), '--exec-root', join(root, 'exec')],
      ...['--bridge=none', '--iptables=false', '--ip6tables=false'],
      // Else two engines find each other's containers in the machine's one.
      ...['--containerd-namespace', `assay-${name}`],
      ...['--containerd-plugins-namespace', `assay-plugins-${name}`],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  return child;
}

async function answered(env: ExtraEngine['env'], child: ChildProcess, log: string): Promise<void> {
  const engine = connectEngine(loadEngineConfig(env));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const answers = await engine.info().then(
      () => true,
      () => false,
    );
    if (answers) return;
    await sleep(POLL_MS);
  }
  child.kill('SIGKILL');
  throw new Error(`A second Docker engine did not start; see ${log}.`);
}

/** From the machine's engine to the one that Docker's variables name. */
export async function copyImages(tags: readonly string[], env: ExtraEngine['env']): Promise<void> {
  const save = spawn('docker', ['save', ...tags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const load = spawn('docker', ['load', '--quiet'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const loaded = once(load, 'exit');
  await pipeline(save.stdout, load.stdin);
  const [code] = (await loaded) as [number | null];
  if (code !== 0) throw new Error(`docker load ended with ${String(code)}.`);
}
