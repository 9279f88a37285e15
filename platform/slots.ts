/** So many things at one time, whoever asks for them; who waits is served in order. */
export interface Slots {
  /** Those who wait in `take`. */
  readonly waiting: number;
  /** Gives the function that frees the slot. */
  take(): Promise<() => void>;
  /** The same, or null where none is free. */
  tryTake(): (() => void) | null;
}

/** Nothing here bounds how many wait: that is the caller's. */
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
      // The slot is handed over, so that nobody slips in between.
      else next();
    };
  };
  const tryTake = (): (() => void) | null => {
    if (free === 0) return null;
    free -= 1;
    return release();
  };
  return {
    get waiting() {
      return waiting.length;
    },
    async take() {
      const taken = tryTake();
      if (taken !== null) return taken;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return release();
    },
    tryTake,
  };
}
