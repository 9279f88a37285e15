import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { AccountMenu } from './account-menu.tsx';
import { SiteFooter } from './site-footer.tsx';
import { SiteLinks } from './site-links.tsx';

export function Layout({ children }: { readonly children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="site-header">
        <Link href="/" class="brand">
          Assay
        </Link>
        <nav class="site-links" aria-label="Site">
          <SiteLinks />
        </nav>
        <AccountMenu />
      </header>
      <Main>{children}</Main>
      <SiteFooter />
    </>
  );
}

/** Where a link within the site was followed, reading goes on at the top of the new page. */
function Main({ children }: { readonly children: ComponentChildren }) {
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [path]);
  return (
    <main id="main" tabIndex={-1} ref={main}>
      {children}
    </main>
  );
}
