/** Whose a stream is. */
export interface StreamOwner {
  readonly userId: string;
  readonly address: string;
}

interface OpenStream extends StreamOwner {
  readonly close: () => void;
}

/** The open event streams of this process: counted, and closed together at the end. */
export class StreamRegistry {
  private readonly streams = new Set<OpenStream>();

  get count(): number {
    return this.streams.size;
  }

  /** Of this user, and of whoever comes from this address. Some thousands are counted in no time. */
  countOf(owner: StreamOwner): { readonly ofUser: number; readonly ofAddress: number } {
    let ofUser = 0;
    let ofAddress = 0;
    for (const { userId, address } of this.streams) {
      if (userId === owner.userId) ofUser += 1;
      if (address === owner.address) ofAddress += 1;
    }
    return { ofUser, ofAddress };
  }

  /** Gives the function that takes the stream out again. `close` ends its response. */
  add(owner: StreamOwner, close: () => void): () => void {
    const stream = { ...owner, close };
    this.streams.add(stream);
    return () => void this.streams.delete(stream);
  }

  closeAll(): void {
    for (const { close } of [...this.streams]) close();
  }
}
