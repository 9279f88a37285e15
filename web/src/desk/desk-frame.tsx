import type { ComponentChildren } from 'preact';
import { PlaceFrame } from '../components/place-frame.tsx';

const PLACES = [
  { href: '/desk', text: 'Cohorts', within: /^\/desk(\/cohorts(\/|$)|$)/ },
  {
    href: '/desk/exercises',
    text: 'Exercises',
    within: /^\/desk\/(exercises|upload|verifications)(\/|$)/,
  },
  { href: '/desk/failures', text: 'Internal errors', within: /^\/desk\/failures(\/|$)/ },
  { href: '/desk/rejudges', text: 'Rejudges', within: /^\/desk\/rejudges(\/|$)/ },
  { href: '/desk/webhooks', text: 'Webhooks', within: /^\/desk\/webhooks(\/|$)/ },
] as const;

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

/** Every page of the instructor's desk. */
export const DeskFrame = (props: DeskFrameProps) => (
  <PlaceFrame {...props} name="Desk" places={PLACES} />
);
