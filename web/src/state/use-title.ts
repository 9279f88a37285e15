import { useEffect } from 'preact/hooks';

const SITE = 'Assay';

/** The page's name in the browser's tab, while it is shown; undefined: not known yet. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return;
    document.title = `${title} · ${SITE}`;
    return () => {
      document.title = SITE;
    };
  }, [title]);
}
