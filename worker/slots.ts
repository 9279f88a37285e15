/** So many things at one time, whoever asks for them; who waits is served in order. */
export interface Slots {
  readonly free: number;
  /** Gives the function that frees the slot. */
  take(): Promise<() => void>;
  /** The same, or null where none is free. */
  tryTake(): (() => void) | null;
}

/** Those who wait are the queue's jobs, which are no more than there are slots. */
export function createSlots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];
  const release = (): (() => void) => {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    };
  };
  return {
    get free() {
      return free;
    },
    async take() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return release();
    },
    tryTake() {
      if (free === 0) return null;
      free -= 1;
      return release();
    },
  };
}
