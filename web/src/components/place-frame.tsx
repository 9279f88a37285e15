import type { ComponentChildren } from 'preact';
import { Link, useLocation } from 'wouter-preact';
import { useTitle } from '../state/use-title.ts';
import '../styles/desk.css';

interface Place {
  readonly href: string;
  readonly text: string;
  /** Addresses that belong to it. */
  readonly within: RegExp;
}

interface PlaceFrameProps {
  /** Of what the places are the parts: "Desk". */
  readonly name: string;
  readonly places: readonly Place[];
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

/** A page of a desk: what else there is at the side, the page's heading, the page. */
export function PlaceFrame({ name, places, title, up, lead, actions, children }: PlaceFrameProps) {
  useTitle(title);
  return (
    <div class="desk">
      <PlaceNav name={name} places={places} />
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

function PlaceNav({ name, places }: Pick<PlaceFrameProps, 'name' | 'places'>) {
  const [path] = useLocation();
  return (
    <nav class="desk-nav" aria-label={name}>
      {places.map(({ href, text, within }) => (
        <Link key={href} href={href} {...(within.test(path) && { 'aria-current': 'page' })}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
