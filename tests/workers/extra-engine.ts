import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectEngine } from '../../worker/sandbox/engine.ts';

/** A Docker engine of one's own beside the machine's, with roots and a socket of its own. */
export interface ExtraEngine {
  /** As DOCKER_HOST wants it. */
  readonly host: string;
  /** Copies images from the machine's engine. */
  load(tags: readonly string[]): Promise<void>;
  /** SIGKILL, as an accident would; `restart` starts it again with what it had. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const START_ATTEMPTS = 3;
const POLL_MS = 100;

/** Needs root. Cells have no network, so neither has the engine. */
export async function startExtraEngine(folder: string, name: string): Promise<ExtraEngine> {
  const root = join(folder, name);
  await mkdir(root, { recursive: true });
  const host = `unix://${join(root, 'docker.sock')}`;
  const log = join(folder, `${name}.log`);
  const launch = async (attempt = 1): Promise<ChildProcess> => {
    const daemon = spawnDaemon(root, name, host, log);
    try {
      await answered(host, daemon, log);
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
    host,
    load: (tags) => copyImages(tags, host),
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

function spawnDaemon(root: string, name: string, host: string, logFile: string): ChildProcess {
  const child = spawn(
    'dockerd',
    [
      ...['--host', host, '--pidfile', join(root, 'docker.pid')],
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

async function answered(host: string, child: ChildProcess, log: string): Promise<void> {
  const engine = connectEngine({ host });
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

/** From the machine's engine to the one at `host`. */
export async function copyImages(tags: readonly string[], host: string): Promise<void> {
  const save = spawn('docker', ['save', ...tags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const load = spawn('docker', ['--host', host, 'load', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const loaded = once(load, 'exit');
  await pipeline(save.stdout, load.stdin);
  const [code] = (await loaded) as [number | null];
  if (code !== 0) throw new Error(`docker load ended with ${String(code)}.`);
}
