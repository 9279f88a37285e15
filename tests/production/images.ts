import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from '../../platform/config/paths.ts';
import { run } from './compose.ts';
import { makeStandIns, type PublicImages } from './stand-ins.ts';
import { timed } from './timed.ts';

/** The variables of docker-compose.yml that name images. */
export type Images = Readonly<
  Record<
    'ASSAY_API_IMAGE' | 'ASSAY_WORKER_IMAGE' | 'ASSAY_POSTGRES_IMAGE' | 'ASSAY_REDIS_IMAGE',
    string
  >
>;

export interface BuiltImages {
  readonly now: Images;
  /** Of the version that is upgraded from, where one is asked for. */
  readonly before: Images | null;
}

export async function buildImages(before: string | null): Promise<BuiltImages> {
  const standIns = await timed('stand-ins for the public images', () =>
    makeStandIns((message) => process.stderr.write(`${message}\n`)),
  );
  const now = await buildVersion(repoRoot, 'local', standIns);
  await printSizes([now.ASSAY_API_IMAGE, now.ASSAY_WORKER_IMAGE, standIns.runtime]);
  return { now, before: before === null ? null : await buildOld(before, standIns) };
}

async function buildOld(reference: string, standIns: PublicImages): Promise<Images> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-before-'));
  try {
    const tar = join(folder, 'source.tar');
    await run('git', ['archive', `--output=${tar}`, reference]);
    await run('tar', ['-xf', tar, '-C', folder]);
    await rm(tar);
    return await buildVersion(folder, 'before', standIns);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function buildVersion(source: string, tag: string, standIns: PublicImages): Promise<Images> {
  const build = async (target: string): Promise<string> => {
    const image = `assay-stack/${target}:${tag}`;
    const args = ['--network', 'host', '--file', join(source, 'api', 'Dockerfile')];
    const bases = [`NODE_IMAGE=${standIns.node}`, `RUNTIME_IMAGE=${standIns.runtime}`];
    const options = [...bases.flatMap((base) => ['--build-arg', base]), '--target', target];
    await timed(`image ${image}`, () =>
      run('docker', ['build', ...args, ...options, '--tag', image, source], {
        env: { DOCKER_BUILDKIT: '0' },
      }),
    );
    return image;
  };
  return withBuildCertificates(source, async () => ({
    ASSAY_API_IMAGE: await build('api'),
    ASSAY_WORKER_IMAGE: await build('worker'),
    ASSAY_POSTGRES_IMAGE: standIns.postgres,
    ASSAY_REDIS_IMAGE: standIns.redis,
  }));
}

async function withBuildCertificates<T>(source: string, work: () => Promise<T>): Promise<T> {
  const certificates = process.env['NODE_EXTRA_CA_CERTS'];
  if (certificates === undefined) return work();
  const copy = join(source, 'build-ca.pem');
  await copyFile(certificates, copy);
  try {
    return await work();
  } finally {
    await rm(copy, { force: true });
  }
}

async function printSizes(images: readonly string[]): Promise<void> {
  for (const image of images) {
    const size = Number(await run('docker', ['image', 'inspect', '--format={{.Size}}', image]));
    process.stdout.write(`${image.padEnd(52)} ${(size / 1e6).toFixed(0).padStart(7)} MB\n`);
  }
}
