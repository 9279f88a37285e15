import type { QueuePositionEvent } from '../../grading/event/submission-event.ts';
import type { Database } from '../../platform/database/database.ts';
import { placesInQueue } from '../../platform/database/submissions-read.ts';
import type { Logger } from '../../platform/log/logger.ts';

/** How often the places are looked up: by one question, however many streams wait for an answer. */
const INTERVAL_MS = 2000;

interface Watcher {
  readonly submissionId: string;
  readonly send: (event: QueuePositionEvent) => void;
  told: string;
}

/**
 * Tells the streams of this process where their submissions stand in the queue, whenever that has
 * changed, until they wait no more. The streams bound how many there are.
 */
export class QueuePlaces {
  private readonly watchers = new Set<Watcher>();
  private readonly database: Database;
  private readonly logger: Logger;
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  constructor(database: Database, logger: Logger) {
    this.database = database;
    this.logger = logger;
  }

  /** Gives the function that ends it before the submission does. */
  watch(submissionId: string, send: Watcher['send']): () => void {
    const watcher: Watcher = { submissionId, send, told: '' };
    this.watchers.add(watcher);
    this.schedule();
    return () => this.unwatch(watcher);
  }

  private unwatch(watcher: Watcher): void {
    this.watchers.delete(watcher);
    if (this.watchers.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private schedule(): void {
    if (this.looking || this.watchers.size === 0) return;
    this.timer ??= setTimeout(() => void this.look(), INTERVAL_MS);
  }

  private async look(): Promise<void> {
    this.timer = undefined;
    this.looking = true;
    try {
      await this.tell([...this.watchers]);
    } catch (error) {
      this.logger.warn({ err: error }, 'the places in the queue cannot be told');
    }
    this.looking = false;
    this.schedule();
  }

  private async tell(asked: readonly Watcher[]): Promise<void> {
    const ids = [...new Set(asked.map(({ submissionId }) => submissionId))];
    const places = await placesInQueue(this.database, ids);
    for (const watcher of asked) {
      if (!this.watchers.has(watcher)) continue;
      const place = places.get(watcher.submissionId);
      if (place === undefined) {
        this.watchers.delete(watcher);
        continue;
      }
      const { position, waitingFor } = place;
      const now = `${position} ${String(waitingFor)}`;
      if (now !== watcher.told) watcher.send({ type: 'position', position, waitingFor });
      watcher.told = now;
    }
  }
}
