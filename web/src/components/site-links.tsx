import { Link, useRoute } from 'wouter-preact';
import { hasRole, type Role } from '../../../grading/account/role.ts';
import { useSession } from '../state/session.tsx';

interface SiteLink {
  readonly href: string;
  readonly text: string;
  readonly role: Role;
}

const LINKS: readonly SiteLink[] = [
  { href: '/submissions', text: 'My submissions', role: 'learner' },
  { href: '/desk', text: 'Desk', role: 'instructor' },
  { href: '/admin', text: 'Admin', role: 'admin' },
];

/** What the signed-in user may open; nothing for a visitor. */
export function SiteLinks() {
  const { user } = useSession();
  if (user === undefined || user === null) return null;
  return LINKS.filter(({ role }) => hasRole(user.role, role)).map(({ href, text }) => (
    <SiteLinkItem key={href} href={href} text={text} />
  ));
}

function SiteLinkItem({ href, text }: Pick<SiteLink, 'href' | 'text'>) {
  const [within] = useRoute(`${href}/*?`);
  return (
    <Link href={href} {...(within && { 'aria-current': 'page' })}>
      {text}
    </Link>
  );
}
