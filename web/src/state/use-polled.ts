import { useEffect } from 'preact/hooks';
import { useResource, type Resource } from './use-resource.ts';

/**
 * A GET that is asked again every so often, while the page is looked at and there is something to
 * come; `isOver` says of what came last that it is final.
 */
export function usePolled<T>(
  path: string | null,
  everyMs: number,
  isOver: (value: T) => boolean = () => false,
): Resource<T> & { readonly reload: () => void } {
  const resource = useResource<T>(path);
  const { reload } = resource;
  const over = path === null || (resource.state === 'ready' && isOver(resource.value));
  useEffect(() => {
    if (over) return;
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [over, reload, everyMs]);
  return resource;
}
