import { lazy } from 'preact/compat';
import { Route, Switch } from 'wouter-preact';
import { NotFoundPage } from '../not-found-page.tsx';

const AdminPage = lazy(() => import('./admin-page.tsx'));
const UsersPage = lazy(() => import('./users-page.tsx'));
const AuditPage = lazy(() => import('./audit-page.tsx'));
const ConfigurationPage = lazy(() => import('./configuration-page.tsx'));

/** The admin's desk; who may not see it is told so before this is loaded. */
export default function AdminPages() {
  return (
    <Switch>
      <Route path="/admin" component={AdminPage} />
      <Route path="/admin/users" component={UsersPage} />
      <Route path="/admin/audit" component={AuditPage} />
      <Route path="/admin/configuration" component={ConfigurationPage} />
      <Route component={NotFoundPage} />
    </Switch>
  );
}
