import { join } from 'node:path';
import { finished, PassThrough, Readable, type Duplex, type Writable } from 'node:stream';
import Docker from 'dockerode';
import { pack } from 'tar-stream';
import { loadEngineConfig } from '../../platform/config/config.ts';
import type { Isolation } from '../../grading/manifest/manifest.ts';
import { buildNetworkOf } from '../../worker/sandbox/build-context.ts';
import { connectEngine } from '../../worker/sandbox/engine.ts';
import { createImages } from '../../worker/sandbox/images.ts';
import type { RunCommand } from '../../worker/sandbox/sandbox.ts';
import { connectWarden } from '../../worker/sandbox/warden/connect.ts';
import { cellContainer } from '../../worker/sandbox/warden/container-options.ts';
import type { Warden } from '../../worker/sandbox/warden/warden.ts';

/**
 * Real cells for the warden's own tests, with nothing of the sandbox between: an image that holds
 * the warden and the canary alone, and containers created as cells are.
 */
const docker = new Docker();
const LABEL = 'assay.test.warden';
const MIB = 1024 * 1024;

export const CANARY = '/assay/canary';
export const CELL_LIMITS = { memoryBytes: 64 * MIB, processes: 20, diskBytes: 8 * MIB } as const;

/** A canary's run with small limits, whose stdin stays open. */
export const openCanaryRun = (
  args: readonly string[],
  overrides: Partial<RunCommand> = {},
): RunCommand => ({
  argv: [CANARY, ...args],
  role: 'run',
  cpuTimeMs: 5000,
  wallTimeMs: 10_000,
  stdoutBytes: MIB,
  stderrBytes: 64 * 1024,
  diskBytes: CELL_LIMITS.diskBytes,
  ...overrides,
});

/** The same with nothing on stdin; overridden where a test is about one of the limits. */
export const canaryRun = (
  args: readonly string[],
  overrides: Partial<RunCommand> = {},
): RunCommand => openCanaryRun(args, { stdin: '', ...overrides });

export interface TestCell {
  readonly warden: Warden;
  /** The attached stdin, for what no client would send. */
  readonly stdin: Writable;
  /** What the client reads from: paused, it is a host that is slow. */
  readonly stdout: Readable;
  readonly stderr: () => string;
  /** How the container ended. */
  readonly exited: () => Promise<number>;
  destroy(): Promise<void>;
}

export async function startCell(
  isolation: Isolation,
  limits: Partial<Record<keyof typeof CELL_LIMITS, number>> = {},
): Promise<TestCell> {
  const container = await docker.createContainer({
    Image: await testImage(),
    Labels: { [LABEL]: String(process.pid) },
    ...mutable(cellContainer({ isolation, ...CELL_LIMITS, ...limits })),
  });
  const destroy = async (): Promise<void> => {
    await container.remove({ force: true });
  };
  try {
    const attached: unknown = await container.attach({
      stream: true,
      stdin: true,
      stdout: true,
      stderr: true,
      hijack: true,
    });
    const stream = attached as Duplex;
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    let text = '';
    docker.modem.demuxStream(stream, stdout, stderr);
    stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    finished(stream, { writable: false }, () => stdout.end());
    await container.start();
    const warden = await connectWarden(stream, stdout);
    const exited = async (): Promise<number> =>
      ((await container.wait()) as { StatusCode: number }).StatusCode;
    return { warden, stdin: stream, stdout, stderr: () => text, exited, destroy };
  } catch (error) {
    await destroy();
    throw error;
  }
}

/** dockerode's types want arrays that can be changed. */
function mutable(options: object): Docker.ContainerCreateOptions {
  return JSON.parse(JSON.stringify(options)) as Docker.ContainerCreateOptions;
}

let image: Promise<string> | null = null;

const TEST_SUFFIX = '-test-2';

const testImage = (): Promise<string> => (image ??= buildTestImage());

/** What an engine must have for these cells: the warden's image, and the one made of it. */
export const testImages = async (): Promise<readonly string[]> => {
  const tag = await testImage();
  return [tag.slice(0, -TEST_SUFFIX.length), tag];
};

const DOCKERFILE = `ARG WARDEN
FROM \${WARDEN} AS warden
FROM scratch
WORKDIR /srv
WORKDIR /work
WORKDIR /tmp
WORKDIR /app
COPY --from=warden /assay /assay
`;

/** The warden's own image as the sandbox builds it, and its two programs on an empty root. */
async function buildTestImage(): Promise<string> {
  const engine = connectEngine(loadEngineConfig());
  const images = createImages({
    engine,
    sandboxImagesDir: join(import.meta.dirname, '../../sandbox-images'),
    network: buildNetworkOf(process.env),
    debian: process.env['ASSAY_BASE_IMAGE'] ?? null,
  });
  const warden = await images.ensure('warden');
  const tag = `${warden}${TEST_SUFFIX}`;
  if (await engine.hasImage(tag)) return tag;
  const context = pack();
  context.entry({ name: 'Dockerfile' }, DOCKERFILE);
  context.finalize();
  await engine.buildImage({
    context: Readable.from(context),
    tag,
    buildArgs: { WARDEN: warden },
    labels: {},
    onLine: () => undefined,
  });
  return tag;
}
