import type { Isolation } from '../../grading/manifest/manifest.ts';
import type { EngineConfig } from '../../platform/config/config.ts';
import { buildNetworkOf } from './build-context.ts';
import { CANARY_SIZE, runCanary, runQuickCanary, type CanaryReport } from './canary.ts';
import { Cell, type CellHome, type CellKind, type CellSize } from './cell.ts';
import { CellLease } from './cell-lease.ts';
import { connectEngine, type Engine } from './engine.ts';
import { createImages, type ImageProgress, type Images } from './images.ts';
import { newOwner } from './owner.ts';
import { CellPool, type PoolBounds, type PoolStats } from './pool.ts';
import { startReaper, type Reaper } from './reaper.ts';
import { SandboxUnsafeError } from './sandbox-errors.ts';
import type { LeaseRequest, LeasedCell, Sandbox } from './sandbox.ts';
import type { CellContainer } from './warden/container-options.ts';

export interface SandboxOptions {
  readonly sandboxImagesDir: string;
  readonly engine: EngineConfig;
  /** `auto`: recycled where the canary proves it, else fresh. */
  readonly isolation: 'auto' | Isolation;
  /** Leases at a time; never more than the engine has processors, or times are not fair. */
  readonly concurrency: number;
  /** Processors of the engine that leases are pinned to, one each, no fewer than leases. */
  readonly cores?: readonly number[];
  /** OCI runtime (`crun`), or null: the engine's default. */
  readonly runtime: string | null;
  /** Whose cells carry the canary. */
  readonly canaryImage?: string;
  /** For people: what takes long, as it happens. */
  readonly onProgress?: (message: string) => void;
  /** For the log: what went wrong and was dealt with. */
  readonly onTrouble?: (message: string, error: unknown) => void;
  readonly bounds?: Partial<PoolBounds>;
  readonly alterContainer?: (container: CellContainer) => CellContainer;
}

export interface ProvenSandbox extends Sandbox {
  readonly canary: CanaryReport;
  /** Runs the canary again, against the isolation in use. Rejects with SandboxUnsafeError. */
  prove(): Promise<CanaryReport>;
  /** Builds the image and starts cells ahead, so that the first lease finds one (and its service). */
  prepare(request: LeaseRequest): Promise<void>;
  /** For learners: `Python 3.11.2`. */
  imageVersion(image: string): Promise<string>;
  imageTag(image: string): Promise<string>;
  stats(): PoolStats;
}

const DEFAULT_CANARY_IMAGE = 'python';

/** Rejects with SandboxUnsafeError where a limit cannot be proven: then nothing may run. */
export async function createSandbox(options: SandboxOptions): Promise<ProvenSandbox> {
  const onTrouble = options.onTrouble ?? (() => undefined);
  const engine = connectEngine(options.engine);
  const owner = newOwner();
  const reaper = startReaper({ engine, owner, onTrouble });
  try {
    await reaper.reap();
    const images = sandboxImages(engine, options.sandboxImagesDir);
    const home: CellHome = {
      engine,
      owner,
      runtime: options.runtime,
      ...(options.alterContainer === undefined ? {} : { alterContainer: options.alterContainer }),
    };
    const sandbox = new DockerSandbox({ ...options, onTrouble }, { home, images, reaper });
    await sandbox.decide();
    return sandbox;
  } catch (error) {
    await reaper.stop();
    throw error;
  }
}

interface Parts {
  readonly home: CellHome;
  readonly images: Images;
  readonly reaper: Reaper;
}

class DockerSandbox implements ProvenSandbox {
  readonly #options: SandboxOptions;
  readonly #parts: Parts;
  readonly #pool: CellPool;
  /** Tags whose cells have been looked at, by image and isolation. */
  readonly #checked = new Map<string, Promise<void>>();
  #decided: { readonly isolation: Isolation; readonly canary: CanaryReport } | null = null;

  constructor(options: SandboxOptions & Required<Pick<SandboxOptions, 'onTrouble'>>, parts: Parts) {
    this.#options = options;
    this.#parts = parts;
    this.#pool = new CellPool({
      concurrency: options.concurrency,
      start: (kind, size, core) => Cell.start(parts.home, kind, size, core),
      ...(options.cores === undefined ? {} : { cores: options.cores }),
      onTrouble: options.onTrouble,
      ...(options.bounds === undefined ? {} : { bounds: options.bounds }),
    });
  }

  get isolation(): Isolation {
    return this.#proven.isolation;
  }

  get canary(): CanaryReport {
    return this.#proven.canary;
  }

  get #proven() {
    if (this.#decided === null) throw new Error('the canary has not ended yet');
    return this.#decided;
  }

  /** Settles the isolation. `auto` falls back to fresh where recycled cannot be proven. */
  async decide(): Promise<void> {
    const wanted = this.#options.isolation;
    const first = wanted === 'auto' ? 'recycled' : wanted;
    const canary = await this.#canaryOf(first);
    if (canary.ok) {
      this.#decided = { isolation: first, canary };
      return;
    }
    if (wanted !== 'auto') throw unsafe(canary);
    const fallback = await this.#canaryOf('fresh');
    if (!fallback.ok) throw unsafe(fallback);
    this.#options.onTrouble?.(
      'cells cannot be recycled here; each serves one submission',
      unsafe(canary),
    );
    this.#decided = { isolation: 'fresh', canary: fallback };
  }

  async prove(): Promise<CanaryReport> {
    const canary = await this.#canaryOf(this.isolation);
    if (!canary.ok) throw unsafe(canary);
    this.#decided = { isolation: this.isolation, canary };
    return canary;
  }

  async lease(request: LeaseRequest): Promise<LeasedCell> {
    request.signal?.throwIfAborted();
    const { kind, size } = await this.#wanted(request);
    const cell = await this.#pool.lease(kind, size, request.signal);
    return new CellLease(cell, ({ reusable, anomalies }) => {
      if (anomalies.length > 0) {
        this.#options.onTrouble?.(`${cell.name} is destroyed`, new Error(anomalies.join('; ')));
      }
      this.#pool.giveBack(cell, reusable);
    });
  }

  async prepare(request: LeaseRequest): Promise<void> {
    const { kind, size } = await this.#wanted(request);
    this.#pool.prepare(kind, size);
  }

  /** The cell that a request asks for, of an image that the canary has seen. */
  async #wanted(request: LeaseRequest): Promise<{ kind: CellKind; size: CellSize }> {
    const { image, memoryBytes, processes, service } = request;
    const plain = await this.#kind(image, request.isolation ?? this.isolation);
    await this.#check(plain);
    const size = { memoryBytes, processes };
    return { kind: service === undefined ? plain : { ...plain, warm: { service, size } }, size };
  }

  imageVersion(image: string): Promise<string> {
    return this.#parts.images.version(image);
  }

  builtVersion(image: string): Promise<string | null> {
    return this.#parts.images.builtVersion(image);
  }

  imageTag(image: string): Promise<string> {
    return this.#parts.images.ensure(image, this.#onImageProgress);
  }

  stats(): PoolStats {
    return this.#pool.stats();
  }

  async close(): Promise<void> {
    await this.#pool.close();
    await this.#parts.reaper.stop();
  }

  readonly #onImageProgress = (progress: ImageProgress): void => {
    this.#options.onProgress?.(showProgress(progress));
  };

  async #kind(imageName: string, isolation: Isolation): Promise<CellKind> {
    return { image: await this.imageTag(imageName), imageName, isolation };
  }

  async #canaryOf(isolation: Isolation): Promise<CanaryReport> {
    const kind = await this.#kind(this.#options.canaryImage ?? DEFAULT_CANARY_IMAGE, isolation);
    this.#options.onProgress?.(`proving every limit (${isolation} cells)`);
    const report = await runCanary({ start: (size) => Cell.start(this.#parts.home, kind, size) });
    if (report.ok) this.#checked.set(checkedKey(kind), Promise.resolve());
    return report;
  }

  /** The first cell of an image that the canary has not seen proves that its doors are shut. */
  #check(kind: CellKind): Promise<void> {
    const key = checkedKey(kind);
    const known = this.#checked.get(key);
    if (known !== undefined) return known;
    const check = this.#checkOnce(kind);
    this.#checked.set(key, check);
    check.catch(() => this.#checked.delete(key));
    return check;
  }

  async #checkOnce(kind: CellKind): Promise<void> {
    const cell = await Cell.start(this.#parts.home, kind, CANARY_SIZE);
    try {
      const failures = (await runQuickCanary(cell)).filter(({ ok }) => !ok);
      if (failures.length > 0) throw new SandboxUnsafeError(failures);
    } finally {
      void cell.destroy().catch((error: unknown) => {
        this.#options.onTrouble?.(`${cell.name} could not be removed`, error);
      });
    }
  }
}

/** Builds what is missing, ahead of need: `assay images build`, `assay up`. */
export async function prepareImages(
  names: readonly string[],
  options: Pick<SandboxOptions, 'sandboxImagesDir' | 'engine'>,
  onProgress: (progress: ImageProgress) => void,
): Promise<string[]> {
  const images = sandboxImages(connectEngine(options.engine), options.sandboxImagesDir);
  const tags: string[] = [];
  for (const name of names) tags.push(await images.ensure(name, onProgress));
  return tags;
}

function sandboxImages(engine: Engine, sandboxImagesDir: string): Images {
  return createImages({
    engine,
    sandboxImagesDir,
    // The machine's own settings, which every tool reads, and not Assay's.
    network: buildNetworkOf(process.env),
    debian: process.env['ASSAY_BASE_IMAGE'] || null,
  });
}

const checkedKey = (kind: CellKind): string => `${kind.image} ${kind.isolation}`;

const unsafe = (report: CanaryReport): SandboxUnsafeError =>
  new SandboxUnsafeError(report.proofs.filter(({ ok }) => !ok));

const showProgress = ({ image, message, percent }: ImageProgress): string =>
  `image ${image}${percent === undefined ? '' : ` ${percent} %`}: ${message}`;
