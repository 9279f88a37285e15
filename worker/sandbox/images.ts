import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildContext, readCertificates, type BuildNetwork } from './build-context.ts';
import { DEBIAN_REFERENCE, ensureDebian } from './debian-image.ts';
import type { ProgressLine } from './engine-progress.ts';
import type { Engine } from './engine.ts';
import { fetchDownloads } from './image-downloads.ts';
import { imageTag, readImageInputs, type ImageInput } from './image-inputs.ts';

/**
 * Images made from sandbox-images/<name>/Dockerfile, tagged by the hash of all their inputs: an
 * image that exists under its tag is the right one, and never needs a look inside.
 *
 *   debian -> base -> warden (the static programs alone)
 *                \-> a language's image, with /assay copied from warden
 */
export interface Images {
  /** The tag of an image that the engine has; builds it on first need. */
  ensure(name: string, onProgress?: OnImageProgress): Promise<string>;
  /** The tag, whether or not the image exists. */
  tagOf(name: string): Promise<string>;
  /** For learners: `Python 3.11.2`. */
  version(name: string): Promise<string>;
  /** The same, but null where the image is not built yet. */
  builtVersion(name: string): Promise<string | null>;
  /** Names of the languages' images. */
  names(): Promise<string[]>;
}

export interface ImageProgress {
  readonly image: string;
  readonly message: string;
  /** 0 to 100, where the build tells its steps. */
  readonly percent?: number;
}

export type OnImageProgress = (progress: ImageProgress) => void;

export interface ImagesOptions {
  readonly engine: Engine;
  readonly sandboxImagesDir: string;
  readonly network: BuildNetwork;
  /** ASSAY_BASE_IMAGE, or null. */
  readonly debian: string | null;
}

const BASE = 'base';
const WARDEN = 'warden';
const KIT = '.build';
const NAME = /^[a-z][a-z0-9-]{0,39}$/;
const VERSION_FILE = '/assay/version';

/** What one image is made of. */
interface Plan {
  readonly name: string;
  readonly tag: string;
  readonly inputs: readonly ImageInput[];
  /** Build argument -> image that it names. */
  readonly parents: Readonly<Record<string, string>>;
}

export function createImages(options: ImagesOptions): Images {
  return new ImageStore(options);
}

class ImageStore implements Images {
  readonly #options: ImagesOptions;
  readonly #plans = new Map<string, Promise<Plan>>();
  readonly #ready = new Map<string, Promise<string>>();
  readonly #listeners = new Map<string, Set<OnImageProgress>>();
  readonly #versions = new Map<string, Promise<string>>();
  #kit: Promise<ImageInput[]> | null = null;

  constructor(options: ImagesOptions) {
    this.#options = options;
  }

  async ensure(name: string, onProgress?: OnImageProgress): Promise<string> {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    if (onProgress !== undefined) listeners.add(onProgress);
    try {
      return await this.#shared(name);
    } finally {
      if (onProgress !== undefined) listeners.delete(onProgress);
    }
  }

  async tagOf(name: string): Promise<string> {
    return (await this.#plan(name)).tag;
  }

  async version(name: string): Promise<string> {
    const tag = await this.ensure(name);
    const known = this.#versions.get(tag);
    if (known !== undefined) return known;
    const read = this.#options.engine
      .readImageFile(tag, VERSION_FILE)
      .then((content) => content.toString('utf8').trim());
    this.#versions.set(tag, read);
    read.catch(() => this.#versions.delete(tag));
    return read;
  }

  async builtVersion(name: string): Promise<string | null> {
    const built = await this.#options.engine.hasImage(await this.tagOf(name));
    return built ? this.version(name) : null;
  }

  async names(): Promise<string[]> {
    const entries = await readdir(this.#options.sandboxImagesDir, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && NAME.test(entry.name))
      .map((entry) => entry.name)
      .filter((name) => name !== BASE && name !== WARDEN)
      .sort();
  }

  /** One build at a time for an image: who comes while it runs shares it. A failure is not kept. */
  #shared(name: string): Promise<string> {
    const running = this.#ready.get(name);
    if (running !== undefined) return running;
    const started = this.#make(name);
    this.#ready.set(name, started);
    started.catch(() => this.#ready.delete(name));
    return started;
  }

  async #make(name: string): Promise<string> {
    const { engine, network } = this.#options;
    const plan = await this.#plan(name);
    if (await engine.hasImage(plan.tag)) return plan.tag;
    const say = (message: string, percent?: number): void => this.#say(name, message, percent);
    const buildArgs: Record<string, string> = { ...network.proxies };
    for (const [argument, parent] of Object.entries(plan.parents)) {
      buildArgs[argument] = await this.#parent(parent, name);
    }
    const { architecture } = await engine.info();
    const context = buildContext({
      inputs: plan.inputs,
      kit: await this.#readKit(),
      downloads: await fetchDownloads(name, plan.inputs, architecture, say),
      certificates: await readCertificates(network),
    });
    say('building', 0);
    const onLine = (line: ProgressLine): void => say(line.text, percentOf(line));
    const labels = { 'dev.assay.image': name };
    await engine.buildImage({ context, tag: plan.tag, buildArgs, labels, onLine });
    say('built', 100);
    return plan.tag;
  }

  async #parent(parent: string, child: string): Promise<string> {
    if (parent !== DEBIAN_REFERENCE) {
      return this.ensure(parent, ({ message, percent }) =>
        this.#say(child, `${parent}: ${message}`, percent),
      );
    }
    const onProgress = (message: string): void => this.#say(child, message);
    return ensureDebian(this.#options.engine, { reference: this.#options.debian, onProgress });
  }

  #plan(name: string): Promise<Plan> {
    const known = this.#plans.get(name);
    if (known !== undefined) return known;
    const made = this.#makePlan(name);
    this.#plans.set(name, made);
    made.catch(() => this.#plans.delete(name));
    return made;
  }

  async #makePlan(name: string): Promise<Plan> {
    if (!NAME.test(name)) throw new Error(`"${name}" is no name of an image.`);
    const inputs = await this.#readInputs(name);
    const parents = parentsOf(name);
    const tags: string[] = [];
    for (const parent of Object.values(parents)) {
      if (parent === DEBIAN_REFERENCE) tags.push(this.#options.debian ?? parent);
      else tags.push(await this.tagOf(parent));
    }
    const hashed = [...inputs, ...(name === BASE ? await this.#readKit() : [])];
    return { name, inputs, parents, tag: imageTag(name, hashed, tags) };
  }

  async #readInputs(name: string): Promise<ImageInput[]> {
    const folder = join(this.#options.sandboxImagesDir, name);
    try {
      return await readImageInputs(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      const known = (await this.names()).join(', ');
      throw new Error(`There is no image "${name}" in sandbox-images/; there are: ${known}.`, {
        cause: error,
      });
    }
  }

  #readKit(): Promise<ImageInput[]> {
    this.#kit ??= readImageInputs(join(this.#options.sandboxImagesDir, KIT));
    return this.#kit;
  }

  #say(image: string, message: string, percent?: number): void {
    for (const listener of this.#listeners.get(image) ?? []) {
      listener({ image, message, ...(percent === undefined ? {} : { percent }) });
    }
  }
}

function parentsOf(name: string): Record<string, string> {
  if (name === BASE) return { DEBIAN: DEBIAN_REFERENCE };
  if (name === WARDEN) return { BASE };
  return { BASE, WARDEN };
}

function percentOf(line: ProgressLine): number | undefined {
  if (line.step === undefined) return undefined;
  return Math.floor(((line.step.index - 1) * 100) / line.step.count);
}
