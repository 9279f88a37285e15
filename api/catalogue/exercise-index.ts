import type { Exercise } from '../../grading/catalogue/exercise.ts';
import type { PublishedExercise } from '../../platform/database/catalogue-read.ts';
import type { Logger } from '../../platform/log/logger.ts';
import { toPublicExercise } from './exercise-resource.ts';
import type { PublicExercise } from './exercise-resource.ts';

/**
 * The published exercises in memory, without what is hidden, so that a submission or a look at the
 * catalogue asks the store nothing. Versions are immutable: only new hashes are loaded.
 */
export interface ExerciseSource {
  list(): Promise<readonly PublishedExercise[]>;
  /** Any exercise, hidden ones too. */
  find(id: string): Promise<PublishedExercise | null>;
  load(contentHash: string): Promise<Exercise>;
  /** Ids of phases, in the order of the roadmap. */
  phases(): readonly string[];
}

export interface Snapshot {
  /** By phase, then by id. */
  readonly exercises: readonly PublicExercise[];
  readonly byId: ReadonlyMap<string, PublicExercise>;
  readonly readAtMs: number;
}

/** Younger than this, a snapshot is simply used. */
const FRESH_MS = 2_000;
/** Up to this age it is used while a newer one is read; older, the reader waits. */
const USABLE_MS = 10_000;
/** Versions that are not offered, kept for instructors who look at them. */
const MAX_OTHER_VERSIONS = 32;
/** An id that the snapshot lacks asks the store again, but no more often than this. */
const RETRY_MISS_MS = 250;

export class ExerciseIndex {
  private snapshot: Snapshot | undefined;
  private refreshing: Promise<Snapshot> | undefined;
  private versions = new Map<string, PublicExercise>();
  private readonly others = new Map<string, PublicExercise>();
  private readonly source: ExerciseSource;
  private readonly logger: Logger;

  constructor(source: ExerciseSource, logger: Logger) {
    this.source = source;
    this.logger = logger;
  }

  async current(): Promise<Snapshot> {
    const { snapshot } = this;
    const ageMs = snapshot === undefined ? Infinity : Date.now() - snapshot.readAtMs;
    if (snapshot === undefined || ageMs > USABLE_MS) return this.refresh();
    if (ageMs > FRESH_MS) {
      this.refresh().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the catalogue could not be read again');
      });
    }
    return snapshot;
  }

  /** An exercise that is not there may just have been published: then the store is asked. */
  async find(id: string): Promise<PublicExercise | undefined> {
    const snapshot = await this.current();
    const found = snapshot.byId.get(id);
    if (found !== undefined || Date.now() - snapshot.readAtMs < RETRY_MISS_MS) return found;
    return (await this.refresh()).byId.get(id);
  }

  /** Any exercise at its current version, drafts and hidden ones too: for instructors alone. */
  async findAny(id: string): Promise<PublicExercise | undefined> {
    const located = await this.source.find(id);
    return located === null ? undefined : this.version(id, located.currentHash);
  }

  /** One version, offered or not: for instructors alone. */
  async version(id: string, contentHash: string): Promise<PublicExercise | undefined> {
    const known = this.versions.get(contentHash) ?? this.others.get(contentHash);
    const exercise = known ?? (await this.load(id, contentHash));
    if (exercise === undefined || this.versions.has(contentHash)) return exercise;
    this.others.delete(contentHash);
    this.others.set(contentHash, exercise);
    const oldest = this.others.keys().next().value;
    if (this.others.size > MAX_OTHER_VERSIONS && oldest !== undefined) this.others.delete(oldest);
    return exercise;
  }

  /** After exercises were loaded into the store by this process. */
  invalidate(): void {
    this.snapshot = undefined;
  }

  async assertLoaded(): Promise<void> {
    const { exercises } = await this.current();
    if (exercises.length === 0) throw new Error('No exercise is published.');
  }

  private refresh(): Promise<Snapshot> {
    this.refreshing ??= this.read().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  private async read(): Promise<Snapshot> {
    const published = await this.source.list();
    const versions = new Map<string, PublicExercise>();
    for (const { id, currentHash } of published) {
      const exercise = this.versions.get(currentHash) ?? (await this.load(id, currentHash));
      if (exercise !== undefined) versions.set(currentHash, exercise);
    }
    this.versions = versions;
    const exercises = [...versions.values()].sort((a, b) => this.compare(a, b));
    const byId = new Map(exercises.map((exercise) => [exercise.id, exercise]));
    this.snapshot = { exercises, byId, readAtMs: Date.now() };
    return this.snapshot;
  }

  /** One version that cannot be read hides one exercise, not the catalogue. */
  private async load(id: string, contentHash: string): Promise<PublicExercise | undefined> {
    try {
      return toPublicExercise(await this.source.load(contentHash));
    } catch (error) {
      this.logger.error({ err: error, exerciseId: id, contentHash }, 'an exercise cannot be read');
      return undefined;
    }
  }

  private compare(a: PublicExercise, b: PublicExercise): number {
    return this.rankOf(a.phase) - this.rankOf(b.phase) || (a.id < b.id ? -1 : Number(a.id > b.id));
  }

  /** A phase that the roadmap does not know stands last. */
  private rankOf(phase: string): number {
    const phases = this.source.phases();
    const index = phases.indexOf(phase);
    return index === -1 ? phases.length : index;
  }
}
