import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Docker from 'dockerode';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { prepareImages } from '../../worker/sandbox/create-sandbox.ts';
import { connectEngine } from '../../worker/sandbox/engine.ts';
import { buildNetworkOf } from '../../worker/sandbox/build-context.ts';
import { createImages, type Images } from '../../worker/sandbox/images.ts';
import { SANDBOX_IMAGES, SANDBOX_START_MS, testEngine } from '../support/sandbox.ts';

const DOCKERFILE = `ARG BASE
ARG WARDEN
FROM \${WARDEN} AS warden
FROM \${BASE} AS build
COPY .assay-build /assay-build
RUN . /assay-build/env.sh && mkdir -p /assay && echo "Tested 1.2.3" > /assay/version && sh /assay-build/finish.sh
FROM scratch
COPY --from=build / /
COPY --from=warden /assay /assay
`;

describe('images', () => {
  let folder: string;
  const built: string[] = [];
  const open = (): Images =>
    createImages({
      engine: testEngine(),
      sandboxImagesDir: folder,
      network: { ...buildNetworkOf(process.env), certificatesFile: join(folder, 'ca.pem') },
      debian: process.env['ASSAY_BASE_IMAGE'] ?? null,
    });
  const writeImage = async (name: string, dockerfile: string): Promise<void> => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'Dockerfile'), dockerfile);
    await writeFile(join(folder, name, 'salt'), `${process.pid} ${Date.now()}`);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-images-'));
    for (const name of ['.build', 'base', 'warden']) {
      await cp(join(SANDBOX_IMAGES, name), join(folder, name), { recursive: true });
    }
    await writeFile(join(folder, 'ca.pem'), 'not to be left in an image\n');
    // The parents: made by the real folder's build, since their inputs are the same.
    await prepareImages(
      ['python'],
      { sandboxImagesDir: SANDBOX_IMAGES, engine: loadEngineConfig() },
      () => undefined,
    );
  }, SANDBOX_START_MS);
  afterAll(async () => {
    for (const tag of built) await new Docker().getImage(tag).remove({ force: true });
    await rm(folder, { recursive: true, force: true });
  });

  test(
    'are built once, however many ask, with their steps as progress',
    async () => {
      await writeImage('tested', DOCKERFILE);
      const images = open();
      const heard: string[] = [];
      const percents: number[] = [];
      const tags = await Promise.all(
        [1, 2, 3].map(() =>
          images.ensure('tested', ({ message, percent }) => {
            heard.push(message);
            if (percent !== undefined) percents.push(percent);
          }),
        ),
      );
      built.push(tags[0]!);
      expect(new Set(tags).size).toBe(1);
      expect(tags[0]).toBe(await images.tagOf('tested'));
      // Three listeners, one build.
      expect(heard.filter((message) => message === 'built')).toHaveLength(3);
      expect(percents.at(-1)).toBe(100);
      expect(await images.version('tested')).toBe('Tested 1.2.3');
      expect(await images.names()).toEqual(['tested']);
      const again: string[] = [];
      await open().ensure('tested', ({ message }) => again.push(message));
      expect(again).toEqual([]);
    },
    SANDBOX_START_MS,
  );

  test('hold nothing of the build', async () => {
    const history: unknown = await new Docker().getImage(built[0]!).history();
    expect(JSON.stringify(history)).not.toContain('assay-build');
    await expect(testEngine().readImageFile(built[0]!, '/assay-build/ca.pem')).rejects.toThrow(
      /ca\.pem/,
    );
    const passwd = await testEngine().readImageFile(built[0]!, '/etc/passwd');
    expect(passwd.toString()).toMatch(/^root:/);
  });

  test(
    'that cannot be built say why, with the end of the log, and are tried again',
    async () => {
      await writeImage('broken', 'ARG BASE\nFROM ${BASE}\nRUN echo before && exit 3\n');
      const images = open();
      const failure =
        /building assay\/broken:[\s\S]*code: 3[\s\S]*The log ended with:[\s\S]*before/;
      await expect(images.ensure('broken')).rejects.toThrow(failure);
      await expect(images.ensure('broken')).rejects.toThrow(failure);
    },
    SANDBOX_START_MS,
  );
});

describe('an engine that is not there', () => {
  test('is named, with what to do', async () => {
    const engine = connectEngine(loadEngineConfig({ DOCKER_HOST: 'unix:///nowhere/docker.sock' }));
    await expect(engine.info()).rejects.toThrow(
      /No container engine answers at unix:\/\/\/nowhere\/docker\.sock.*systemctl start docker/,
    );
  });

  test('is named where its address is no address', () => {
    expect(() => connectEngine({ dockerHost: 'nowhere', dockerCertificates: null })).toThrow(
      /DOCKER_HOST is "nowhere"/,
    );
  });

  test('is given up when it does not answer', async () => {
    const connections: Socket[] = [];
    const server = createServer((connection) => connections.push(connection));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const engine = connectEngine(loadEngineConfig({ DOCKER_HOST: `tcp://127.0.0.1:${port}` }));
    try {
      await expect(engine.info()).rejects.toThrow(/did not answer within 10 s/);
    } finally {
      server.close();
      for (const connection of connections) connection.destroy();
    }
  }, 20_000);
});
