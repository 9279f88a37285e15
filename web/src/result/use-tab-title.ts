import { useEffect } from 'preact/hooks';

/** While the tab is in the background its title says what goes on: `AC · Count words`. */
export function useTabTitle(state: string | null, exerciseTitle: string | null): void {
  useEffect(() => {
    if (state === null) return;
    let before: string | null = null;
    const restore = (): void => {
      if (before !== null) document.title = before;
      before = null;
    };
    const show = (): void => {
      if (document.hidden) {
        before ??= document.title;
        document.title = `${state} · ${exerciseTitle ?? before}`;
      } else restore();
    };
    show();
    document.addEventListener('visibilitychange', show);
    return () => {
      document.removeEventListener('visibilitychange', show);
      restore();
    };
  }, [state, exerciseTitle]);
}
