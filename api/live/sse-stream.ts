import type { Response } from 'express';

/**
 * One response of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 * It ends by itself after MAX_LIFETIME_MS, and the client resumes by Last-Event-ID; it is cut where
 * the client reads too slowly, so that nobody can make the server buffer without bound.
 */
const RETRY_HINT_MS = 1000;
const HEARTBEAT_MS = 15_000;
const MAX_LIFETIME_MS = 30 * 60_000;
const MAX_BUFFERED_BYTES = 1024 * 1024;

export interface SseStream {
  /** With a `seq` it is what a client resumes after; without one it is news that may be missed. */
  send(event: { readonly type: string; readonly seq?: number }): void;
  /** Ends the response after what was sent. */
  end(): void;
}

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // no-transform keeps proxies from compressing, X-Accel-Buffering from collecting.
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
} as const;

/** `onClose` is called once, however the stream ends. */
export const openSseStream = (res: Response, onClose: () => void): SseStream => {
  res.status(200).set(HEADERS);
  res.flushHeaders();
  const write = (text: string): void => {
    if (res.writableEnded || res.destroyed) return;
    res.write(text);
    if (res.writableLength > MAX_BUFFERED_BYTES) res.destroy();
  };
  const end = (): void => {
    if (!res.writableEnded) res.end();
  };
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
  const lifetime = setTimeout(end, MAX_LIFETIME_MS);
  res.once('close', () => {
    clearInterval(heartbeat);
    clearTimeout(lifetime);
    onClose();
  });
  write(`retry: ${RETRY_HINT_MS}\n\n`);
  return {
    send: (event) => {
      const id = event.seq === undefined ? '' : `id: ${event.seq}\n`;
      write(`${id}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    },
    end,
  };
};
