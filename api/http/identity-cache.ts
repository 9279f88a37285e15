import type { Identity } from './identity.ts';

/**
 * Remembers for a short time whom a secret's hash belongs to, so that a busy client costs one
 * lookup in TTL_MS. What this process revokes it forgets at once, a lookup under way included. What
 * another process does to a user is announced (platform/events/watch-users.ts) and forgotten then;
 * whatever else it revokes, and should no announcement come, is honoured after TTL_MS at the latest.
 */
const TTL_MS = 5_000;
const MAX_ENTRIES = 10_000;

interface Entry {
  readonly identity: Identity;
  readonly freshUntilMs: number;
}

export class IdentityCache {
  private readonly entries = new Map<string, Entry>();
  /** Counts revocations: a lookup that began before one must not be remembered after it. */
  private revocations = 0;

  /** `look` is called on a miss. An unknown secret is not remembered. */
  async find(
    hash: Buffer<ArrayBuffer>,
    look: (hash: Buffer<ArrayBuffer>) => Promise<Identity | undefined>,
  ): Promise<Identity | undefined> {
    const key = hash.toString('base64');
    const entry = this.entries.get(key);
    if (entry !== undefined && entry.freshUntilMs > Date.now()) return entry.identity;
    this.entries.delete(key);
    const revocationsBefore = this.revocations;
    const identity = await look(hash);
    if (identity !== undefined && this.revocations === revocationsBefore) this.put(key, identity);
    return identity;
  }

  /** After their role changed, or their sign-ins ended. */
  forgetUser(userId: string): void {
    this.revocations += 1;
    for (const [key, { identity }] of this.entries) {
      if (identity.user.id === userId) this.entries.delete(key);
    }
  }

  forgetEverybody(): void {
    this.revocations += 1;
    this.entries.clear();
  }

  forget(hash: Uint8Array): void {
    this.revocations += 1;
    this.entries.delete(Buffer.from(hash).toString('base64'));
  }

  private put(key: string, identity: Identity): void {
    if (this.entries.size >= MAX_ENTRIES) {
      const oldest = this.entries.keys().next();
      if (oldest.done !== true) this.entries.delete(oldest.value);
    }
    this.entries.set(key, { identity, freshUntilMs: Date.now() + TTL_MS });
  }
}
