import { useCallback, useState } from 'preact/hooks';

/** Something that a button does: at work, or what kept it from being done. */
export interface Action {
  readonly busy: boolean;
  readonly problem: Error | null;
  /** Resolves to whether it was done; what failed is in `problem`, and can be tried again. */
  readonly run: (work: () => Promise<void>) => Promise<boolean>;
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const run = useCallback(async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, problem, run };
}
