import type { ComponentChildren } from 'preact';
import { PlaceFrame } from '../components/place-frame.tsx';

const PLACES = [
  { href: '/admin', text: 'Service', within: /^\/admin$/ },
  { href: '/admin/users', text: 'Users', within: /^\/admin\/users/ },
  { href: '/admin/audit', text: 'Audit trail', within: /^\/admin\/audit/ },
  { href: '/admin/configuration', text: 'Configuration', within: /^\/admin\/configuration/ },
] as const;

interface AdminFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Every page of the admin's desk. */
export const AdminFrame = (props: AdminFrameProps) => (
  <PlaceFrame {...props} name="Administration" places={PLACES} />
);
