import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Page } from '../../../grading/resource/resources.ts';
import { call } from '../api-client.ts';
import type { Resource } from './use-resource.ts';

/** No list that is read as a whole is longer; what came until then is shown. */
const MAX_PAGES = 50;

/**
 * Every page of a list, for what is searched and sorted in the browser. `path` without a cursor;
 * another `version` reads it again.
 */
export function useAllPages<T>(path: string | null, version = 0): Resource<readonly T[]> {
  const [resource, setResource] = useState<Resource<readonly T[]>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  const retry = useCallback(() => setRound((before) => before + 1), []);

  useEffect(() => {
    if (path === null) return;
    const leaving = new AbortController();
    readAll<T>(path, leaving.signal).then(
      (value) => setResource({ state: 'ready', value }),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        const failure = error instanceof Error ? error : new Error(String(error));
        setResource({ state: 'failed', error: failure, retry });
      },
    );
    return () => leaving.abort();
  }, [path, round, version, retry]);

  return resource;
}

async function readAll<T>(path: string, signal: AbortSignal): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const found: Page<T> = await call<Page<T>>('GET', path + cursor, { signal });
    items.push(...found.items);
    if (found.nextCursor === null) break;
    cursor = `&cursor=${encodeURIComponent(found.nextCursor)}`;
  }
  return items;
}
