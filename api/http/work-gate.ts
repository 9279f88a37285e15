/** Costly work, so much of it at one time, and so much more that waits for its turn. */
export class WorkGate {
  private readonly lanes: number;
  private readonly maxWaiting: number;
  private readonly onFull: () => Error;
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  /** `onFull` makes what `run` rejects with where `maxWaiting` wait already. */
  constructor(lanes: number, maxWaiting: number, onFull: () => Error) {
    this.lanes = lanes;
    this.maxWaiting = maxWaiting;
    this.onFull = onFull;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.lanes) await this.turn();
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      // The lane is handed over, so that nobody slips in between.
      else next();
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= this.maxWaiting) return Promise.reject(this.onFull());
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
