import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Page } from '../../../grading/resource/resources.ts';
import { call } from '../api-client.ts';

/** A paged list of the API, page after page as the reader asks for more. */
export interface Pages<T> {
  readonly items: readonly T[];
  readonly state: 'loading' | 'ready' | 'failed';
  readonly error: Error | null;
  readonly hasMore: boolean;
  /** The next page; after a failure, the one that did not come. */
  readonly more: () => void;
  /** From the first page again. */
  readonly reload: () => void;
}

interface Found<T> {
  readonly path: string | null;
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly state: Pages<T>['state'];
  readonly error: Error | null;
}

const NOTHING = { path: null, items: [], nextCursor: null, state: 'loading', error: null } as const;

/**
 * @param path without a cursor: `submissions?limit=25`. null: nothing is asked (yet).
 * @param firstPath the same list with another limit, for who comes back to more than a page of it.
 */
export function usePages<T>(path: string | null, firstPath = path): Pages<T> {
  const [found, setFound] = useState<Found<T>>(NOTHING);
  const [round, setRound] = useState(0);
  const asked = useRef(new AbortController());
  const first = useRef(firstPath);
  first.current = firstPath;

  const ask = useCallback((list: string, before: readonly T[], cursor: string | null): void => {
    asked.current.abort();
    const asking = (asked.current = new AbortController());
    const address =
      cursor === null ? (first.current ?? list) : `${list}&cursor=${encodeURIComponent(cursor)}`;
    setFound({ path: list, items: before, nextCursor: cursor, state: 'loading', error: null });
    call<Page<T>>('GET', address, { signal: asking.signal }).then(
      ({ items, nextCursor }) =>
        setFound({
          ...{ path: list, items: [...before, ...items], nextCursor },
          ...{ state: 'ready', error: null },
        }),
      (error: unknown) => {
        if (asking.signal.aborted) return;
        const failure = error instanceof Error ? error : new Error(String(error));
        setFound((now) => ({ ...now, state: 'failed', error: failure }));
      },
    );
  }, []);

  useEffect(() => {
    if (path !== null) ask(path, [], null);
    return () => asked.current.abort();
  }, [path, round, ask]);

  const shown = found.path === path ? found : NOTHING;
  return {
    ...{ items: shown.items, state: shown.state, error: shown.error },
    hasMore: shown.nextCursor !== null,
    more: () => {
      if (path !== null && shown.state !== 'loading') ask(path, shown.items, shown.nextCursor);
    },
    reload: () => setRound((before) => before + 1),
  };
}
