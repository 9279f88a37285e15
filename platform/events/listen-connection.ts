import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../log/logger.ts';

const MIN_RECONNECT_MS = 50;
const MAX_RECONNECT_MS = 2000;
const KEEPALIVE_AFTER_MS = 10_000;

export interface ListenHandlers {
  onMessage(payload: string): void;
  /** Listening (again): what was announced before now has to be read from the table. */
  onListening(): void;
}

export interface ListenConnection {
  close(): Promise<void>;
}

/** A connection that listens on one channel. Lost, it is made again until closed. */
export const openListenConnection = (
  { url, channel: listened }: { readonly url: string; readonly channel: string },
  handlers: ListenHandlers,
  logger: Logger,
): ListenConnection => {
  const closing = new AbortController();
  const isClosed = (): boolean => closing.signal.aborted;
  let client: pg.Client | undefined;

  /** Resolves when the connection is gone. */
  const listen = async (onConnected: () => void): Promise<void> => {
    const current = new pg.Client({
      connectionString: url,
      application_name: 'assay-events',
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEPALIVE_AFTER_MS,
    });
    client = current;
    const gone = new Promise<void>((resolve) => {
      current.once('end', resolve);
      current.on('error', () => resolve());
    });
    current.on('notification', ({ channel, payload }) => {
      if (channel === listened && payload !== undefined) handlers.onMessage(payload);
    });
    // A client that is ended while it connects never settles its `connect`.
    await Promise.race([current.connect(), gone]);
    if (isClosed()) return;
    await current.query(`LISTEN ${listened}`);
    onConnected();
    handlers.onListening();
    await gone;
  };

  const run = async (): Promise<void> => {
    let delayMs = MIN_RECONNECT_MS;
    while (!isClosed()) {
      try {
        await listen(() => (delayMs = MIN_RECONNECT_MS));
      } catch (error) {
        if (!isClosed()) logger.warn({ err: error }, 'cannot listen for events');
      }
      void client?.end().catch(() => undefined);
      if (isClosed()) return;
      await sleep(delayMs, undefined, { signal: closing.signal }).catch(() => undefined);
      delayMs = Math.min(delayMs * 2, MAX_RECONNECT_MS);
    }
  };

  const running = run();
  return {
    async close() {
      closing.abort();
      await client?.end().catch(() => undefined);
      await running;
    },
  };
};
