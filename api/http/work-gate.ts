import { createSlots, type Slots } from '../../platform/slots.ts';

/** Costly work, so much of it at one time, and so much more that waits for its turn. */
export class WorkGate {
  private readonly lanes: Slots;
  private readonly maxWaiting: number;
  private readonly onFull: () => Error;

  /** `onFull` makes what `run` rejects with where `maxWaiting` wait already. */
  constructor(lanes: number, maxWaiting: number, onFull: () => Error) {
    this.lanes = createSlots(lanes);
    this.maxWaiting = maxWaiting;
    this.onFull = onFull;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const release = this.lanes.tryTake() ?? (await this.turn());
    try {
      return await work();
    } finally {
      release();
    }
  }

  private turn(): Promise<() => void> {
    if (this.lanes.waiting >= this.maxWaiting) return Promise.reject(this.onFull());
    return this.lanes.take();
  }
}
