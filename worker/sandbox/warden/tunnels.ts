import type { ConnectTarget } from '../sandbox.ts';
import type { Frame } from './frame-reader.ts';
import { MAX_TUNNELS } from './protocol.ts';
import { Tunnel, type SendFrames } from './tunnel.ts';

/** Connections that may wait for their turn; one more fails with EMFILE. */
const MAX_WAITING_TUNNELS = 1024;

/**
 * The connections of one session. No more are open at a time than the warden takes; one counts until
 * the warden has said CLOSED, however long ago it was given up here.
 */
export class Tunnels {
  readonly #open = new Map<number, Tunnel>();
  #waiting: { readonly channel: number; readonly tunnel: Tunnel }[] = [];
  readonly #send: SendFrames;
  #failure: Error | null = null;

  constructor(send: SendFrames) {
    this.#send = send;
  }

  connect(channel: number, target: ConnectTarget): Tunnel {
    const tunnel = new Tunnel(channel, target);
    if (this.#failure !== null) tunnel.fail(this.#failure);
    else if (this.#waiting.length >= MAX_WAITING_TUNNELS) tunnel.refuse('EMFILE');
    else {
      this.#waiting.push({ channel, tunnel });
      this.#launch();
    }
    return tunnel;
  }

  /** False where the frame is of no tunnel. */
  take(frame: Frame): boolean {
    const tunnel = this.#open.get(frame.channel);
    if (tunnel === undefined) return false;
    if (tunnel.takeFrame(frame)) {
      this.#open.delete(frame.channel);
      this.#launch();
    }
    return true;
  }

  fail(error: Error): void {
    this.#failure = error;
    for (const tunnel of this.#open.values()) tunnel.fail(error);
    for (const { tunnel } of this.#waiting) tunnel.fail(error);
    this.#waiting = [];
  }

  #launch(): void {
    while (this.#open.size < MAX_TUNNELS) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      if (next.tunnel.destroyed) continue;
      this.#open.set(next.channel, next.tunnel);
      next.tunnel.launch(this.#send);
    }
  }
}
