import { join } from 'node:path';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { buildNetworkOf } from '../../worker/sandbox/build-context.ts';
import { connectEngine } from '../../worker/sandbox/engine.ts';
import { createImages } from '../../worker/sandbox/images.ts';
import type { Images } from '../../worker/sandbox/images.ts';
import type { Report } from '../ui/run-steps.ts';

const open = (): Images => {
  return createImages({
    engine: connectEngine(loadEngineConfig()),
    sandboxImagesDir: join(repoRoot, 'sandbox-images'),
    network: buildNetworkOf(process.env),
    debian: process.env['ASSAY_BASE_IMAGE'] || null,
  });
};

export const imageNames = (): Promise<readonly string[]> => open().names();

/** Builds what sandboxes are made of, where it is missing. Returns the languages' versions. */
export const buildImages = async (
  names: readonly string[],
  report: Report,
  signal?: AbortSignal,
): Promise<string> => {
  const images = open();
  const versions: string[] = [];
  for (const name of names) {
    signal?.throwIfAborted();
    const building = images.ensure(name, ({ image, message, percent }) =>
      report(`${image}${percent === undefined ? '' : ` ${percent} %`}: ${message}`),
    );
    await untilAborted(building, signal);
    versions.push(await images.version(name));
  }
  return versions.join(', ');
};

/** A build cannot be taken back; who is interrupted need not wait for it. It is used next time. */
const untilAborted = async (work: Promise<unknown>, signal?: AbortSignal): Promise<void> => {
  let stopListening = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    const listener = (): void => reject(signal?.reason as Error);
    signal?.addEventListener('abort', listener);
    stopListening = () => signal?.removeEventListener('abort', listener);
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    stopListening();
  }
};

export interface ListedImage {
  readonly name: string;
  readonly tag: string;
  readonly built: boolean;
  /** `Python 3.11.2`; null where it is not built yet. */
  readonly version: string | null;
}

export const listImages = async (): Promise<readonly ListedImage[]> => {
  const images = open();
  const names = await images.names();
  return Promise.all(
    names.map(async (name) => {
      const version = await images.builtVersion(name);
      return { name, tag: await images.tagOf(name), built: version !== null, version };
    }),
  );
};
