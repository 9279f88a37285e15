import type { ComponentChildren } from 'preact';
import { Redirect } from 'wouter-preact';
import { hasRole, type Role } from '../../../grading/account/role.ts';
import { withNext } from '../state/next-path.ts';
import { useSession } from '../state/session.tsx';
import { Loading } from './loading.tsx';

const WHOSE = {
  learner: 'those who are signed in',
  instructor: 'instructors',
  admin: 'administrators',
} as const;

/**
 * What only some people may open. The API is what keeps it from the others; this says so, and
 * sends who is not signed in to the sign-in page and back.
 */
export function Guard({
  role,
  children,
}: {
  readonly role: Role;
  readonly children: ComponentChildren;
}) {
  const { user } = useSession();
  if (user === undefined) return <Loading what="your session" />;
  if (user === null) {
    const here = window.location.pathname + window.location.search;
    return <Redirect to={withNext('/sign-in', here)} replace />;
  }
  if (hasRole(user.role, role)) return <>{children}</>;
  return (
    <section class="narrow">
      <h1>This page is for {WHOSE[role]}</h1>
      <p>
        You are signed in as {user.displayName}, with the role {user.role}. An administrator can
        change that.
      </p>
    </section>
  );
}
