import type { ComponentChildren } from 'preact';
import { Link, useLocation } from 'wouter-preact';
import { useTitle } from '../state/use-title.ts';
import '../styles/desk.css';

interface DeskFrameProps {
  /** The page's heading, and its name in the browser's tab. */
  readonly title: string;
  /** Above the heading: where this page belongs. */
  readonly up?: { readonly href: string; readonly text: string };
  /** Below the heading, quietly: what this page is about. */
  readonly lead?: ComponentChildren;
  /** Beside the heading: what can be done here. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Every page of the instructor's desk: what there is at the side, the page's heading, the page. */
export function DeskFrame({ title, up, lead, actions, children }: DeskFrameProps) {
  useTitle(title);
  return (
    <div class="desk">
      <DeskNav />
      <div class="desk-page">
        <header class="desk-head">
          <div class="desk-heading">
            {up !== undefined && (
              <p class="desk-up">
                <Link href={up.href}>{up.text}</Link>
              </p>
            )}
            <h1>{title}</h1>
            {lead !== undefined && <p class="desk-lead">{lead}</p>}
          </div>
          {actions !== undefined && <div class="desk-actions">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

const PLACES = [
  { href: '/desk', text: 'Cohorts', within: /^\/desk(\/cohorts(\/|$)|$)/ },
  { href: '/desk/exercises', text: 'Exercises', within: /^\/desk\/exercises(\/|$)/ },
  { href: '/desk/failures', text: 'Internal errors', within: /^\/desk\/failures(\/|$)/ },
  { href: '/desk/rejudges', text: 'Rejudges', within: /^\/desk\/rejudges(\/|$)/ },
] as const;

function DeskNav() {
  const [path] = useLocation();
  return (
    <nav class="desk-nav" aria-label="Desk">
      {PLACES.map(({ href, text, within }) => (
        <Link key={href} href={href} {...(within.test(path) && { 'aria-current': 'page' })}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
