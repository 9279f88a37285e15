import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import { useSession } from '../state/session.tsx';

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
        <nav aria-label="Site">
          <Account />
        </nav>
      </header>
      <main id="main">{children}</main>
    </>
  );
}

function Account() {
  const { user, signOut } = useSession();
  // Unknown yet: nothing, rather than links that change under the pointer.
  if (user === undefined) return <span class="account" />;
  if (user === null) {
    return (
      <span class="account">
        <Link href="/sign-in">Sign in</Link>
        <Link href="/register">Register</Link>
      </span>
    );
  }
  return (
    <span class="account">
      <span>{user.displayName}</span>
      <button type="button" class="quiet" onClick={() => void signOut()}>
        Sign out
      </button>
    </span>
  );
}
