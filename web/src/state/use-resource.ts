import { useCallback, useEffect, useState } from 'preact/hooks';
import { call } from '../api-client.ts';

/** A GET of the API as a page shows it: loading, there, or failed and to be tried again. */
export type Resource<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly error: Error; readonly retry: () => void };

/** `path` null: nothing is asked (yet). What is there stays while the same path is asked again. */
export function useResource<T>(path: string | null): Resource<T> & { readonly reload: () => void } {
  const [found, setFound] = useState<{ path: string | null; resource: Resource<T> }>({
    path: null,
    resource: { state: 'loading' },
  });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((before) => before + 1), []);

  useEffect(() => {
    if (path === null) return;
    const leaving = new AbortController();
    call<T>('GET', path, { signal: leaving.signal }).then(
      (value) => setFound({ path, resource: { state: 'ready', value } }),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        const failure = error instanceof Error ? error : new Error(String(error));
        setFound({ path, resource: { state: 'failed', error: failure, retry: reload } });
      },
    );
    return () => leaving.abort();
  }, [path, round, reload]);

  const resource = found.path === path ? found.resource : ({ state: 'loading' } as const);
  return { ...resource, reload };
}
