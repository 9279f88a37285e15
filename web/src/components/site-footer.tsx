import { useResource } from '../state/use-resource.ts';
import { ThemeChoice } from './theme-choice.tsx';

export function SiteFooter() {
  const about = useResource<{ readonly version: string }>('version');
  return (
    <footer class="site-footer">
      <p>
        Assay <span class="site-version">{about.state === 'ready' && about.value.version}</span> ·{' '}
        <a href="/api/v1/docs">API</a>
      </p>
      <ThemeChoice />
    </footer>
  );
}
