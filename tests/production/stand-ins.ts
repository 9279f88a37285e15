import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from '../../platform/config/paths.ts';
import { connectEngine } from '../../worker/sandbox/engine.ts';
import { ensureDebian } from '../../worker/sandbox/debian-image.ts';
import { run } from './compose.ts';

const FOLDER = join(repoRoot, 'tests', 'production', 'stand-ins');

export interface PublicImages {
  readonly node: string;
  readonly runtime: string;
  readonly postgres: string;
  readonly redis: string;
}

/**
 * Stand-ins for the public images, made from Debian's packages and this machine's own Node, for
 * machines where no registry answers. The Debian below is the one that sandboxes stand on.
 */
export async function makeStandIns(onProgress: (message: string) => void): Promise<PublicImages> {
  const engine = connectEngine({ dockerHost: null, dockerCertificates: null });
  const debian = await ensureDebian(engine, { reference: null, onProgress });
  const folder = await mkdtemp(join(tmpdir(), 'assay-node-'));
  try {
    const npm = (await run('npm', ['root', '--global'])).trim();
    await cp(join(FOLDER, 'node'), folder, { recursive: true });
    await cp(process.execPath, join(folder, 'bin', 'node'));
    await cp(join(npm, 'npm'), join(folder, 'npm'), { recursive: true });
    return {
      node: await build('node', folder, debian),
      runtime: await build('runtime', join(FOLDER, 'runtime'), debian),
      postgres: await build('postgres', join(FOLDER, 'postgres'), debian),
      redis: await build('redis', join(FOLDER, 'redis'), debian),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function build(name: string, folder: string, debian: string): Promise<string> {
  const tag = `assay-stack/${name}:local`;
  const args = ['--network', 'host', '--build-arg', `DEBIAN=${debian}`, '--tag', tag];
  await run('docker', ['build', ...args, folder], { env: { DOCKER_BUILDKIT: '0' } });
  return tag;
}
