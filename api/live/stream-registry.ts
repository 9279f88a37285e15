/** The open event streams of this process: counted by user, and closed together at the end. */
export class StreamRegistry {
  private readonly byUser = new Map<string, Set<() => void>>();

  countOf(userId: string): number {
    return this.byUser.get(userId)?.size ?? 0;
  }

  /** Gives the function that takes the stream out again. `close` ends its response. */
  add(userId: string, close: () => void): () => void {
    const streams = this.byUser.get(userId) ?? new Set();
    this.byUser.set(userId, streams.add(close));
    return () => {
      streams.delete(close);
      if (streams.size === 0 && this.byUser.get(userId) === streams) this.byUser.delete(userId);
    };
  }

  closeAll(): void {
    for (const streams of [...this.byUser.values()]) for (const close of [...streams]) close();
  }
}
