import { useEffect } from 'preact/hooks';
import { useResource, type Resource } from './use-resource.ts';

/** A GET that is asked again every so often, while the page is looked at. */
export function usePolled<T>(path: string, everyMs: number): Resource<T> {
  const resource = useResource<T>(path);
  const { reload } = resource;
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [reload, everyMs]);
  return resource;
}
