import { lazy, Suspense } from 'preact/compat';
import { Route, Switch } from 'wouter-preact';
import { Guard } from './components/guard.tsx';
import { Layout } from './components/layout.tsx';
import { Loading } from './components/loading.tsx';
import { HomePage } from './pages/home-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { SessionProvider, useSession } from './state/session.tsx';

// Each page is a file of its own to load; only the home page comes with the first.
const ExercisePage = lazy(() => import('./pages/exercise-page.tsx'));
const SignInPage = lazy(() => import('./pages/sign-in-page.tsx'));
const SubmissionsPage = lazy(() => import('./pages/submissions-page.tsx'));
const SubmissionPage = lazy(() => import('./pages/submission-page.tsx'));
const ComparePage = lazy(() => import('./pages/compare-page.tsx'));
const AccountPage = lazy(() => import('./pages/account-page.tsx'));
const NewPasswordPage = lazy(() => import('./pages/new-password-page.tsx'));
const DevicePage = lazy(() => import('./pages/device-page.tsx'));
const DeskPages = lazy(() => import('./pages/desk/desk-pages.tsx'));
const AdminPages = lazy(() => import('./pages/admin/admin-pages.tsx'));

export function App() {
  return (
    <SessionProvider>
      <Layout>
        <Suspense fallback={<Loading what="the page" />}>
          <Pages />
        </Suspense>
      </Layout>
    </SessionProvider>
  );
}

function Pages() {
  const { mustChangePassword } = useSession();
  if (mustChangePassword) return <NewPasswordPage />;
  return (
    <Switch>
      <Route path="/" component={HomePage} />
      <Route path="/exercises/:id">{({ id }) => <ExercisePage key={id} id={id} />}</Route>
      <Route path="/sign-in">
        <SignInPage key="sign-in" mode="sign-in" />
      </Route>
      <Route path="/register">
        <SignInPage key="register" mode="register" />
      </Route>
      <Route path="/submissions">
        <Guard role="learner">
          <SubmissionsPage />
        </Guard>
      </Route>
      <Route path="/submissions/:id">
        {({ id }) => (
          <Guard role="learner">
            <SubmissionPage key={id} id={id} />
          </Guard>
        )}
      </Route>
      <Route path="/submissions/:id/compare/:other">
        {({ id, other }) => (
          <Guard role="learner">
            <ComparePage key={`${id} ${other}`} id={id} other={other} />
          </Guard>
        )}
      </Route>
      <Route path="/account">
        <Guard role="learner">
          <AccountPage />
        </Guard>
      </Route>
      <Route path="/device">
        <Guard role="learner">
          <DevicePage />
        </Guard>
      </Route>
      <Route path="/desk/*?">
        <Guard role="instructor">
          <DeskPages />
        </Guard>
      </Route>
      <Route path="/admin/*?">
        <Guard role="admin">
          <AdminPages />
        </Guard>
      </Route>
      <Route component={NotFoundPage} />
    </Switch>
  );
}
