import { useEffect, useRef } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { useSession } from '../state/session.tsx';
import { SiteLinks } from './site-links.tsx';

const MENU = 'account-menu';

/** Who is signed in, and a menu; the browser's own popover closes it by Escape or a click beside it. */
export function AccountMenu() {
  const { user, signOut } = useSession();
  const [path, navigate] = useLocation();
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => menu.current?.hidePopover(), [path]);

  // Unknown yet: nothing, rather than links that change under the pointer.
  if (user === undefined) return <div class="account" />;
  if (user === null) {
    return (
      <nav class="account" aria-label="Account">
        <Link href="/sign-in">Sign in</Link>
        <Link href="/register">Register</Link>
      </nav>
    );
  }
  const leave = async (): Promise<void> => {
    await signOut();
    navigate('/');
  };
  return (
    <div class="account">
      <button type="button" class="quiet account-button" popovertarget={MENU}>
        <span class="account-name">{user.displayName}</span>
        <span aria-hidden="true">▾</span>
      </button>
      <div id={MENU} popover="auto" ref={menu} class="account-menu">
        <nav aria-label="Account">
          <span class="account-menu-pages">
            <SiteLinks />
          </span>
          <Link href="/account">Account</Link>
        </nav>
        <button type="button" class="quiet" onClick={() => void leave()}>
          Sign out
        </button>
      </div>
    </div>
  );
}
