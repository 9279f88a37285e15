import { lazy, Suspense } from 'preact/compat';
import { Route, Switch } from 'wouter-preact';
import { Layout } from './components/layout.tsx';
import { Loading } from './components/loading.tsx';
import { HomePage } from './pages/home-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { SessionProvider } from './state/session.tsx';

// Each page is a file of its own to load; only the home page comes with the first.
const ExercisePage = lazy(() => import('./pages/exercise-page.tsx'));
const SignInPage = lazy(() => import('./pages/sign-in-page.tsx'));

export function App() {
  return (
    <SessionProvider>
      <Layout>
        <Suspense fallback={<Loading what="the page" />}>
          <Switch>
            <Route path="/" component={HomePage} />
            <Route path="/exercises/:id">{({ id }) => <ExercisePage key={id} id={id} />}</Route>
            <Route path="/sign-in">
              <SignInPage key="sign-in" mode="sign-in" />
            </Route>
            <Route path="/register">
              <SignInPage key="register" mode="register" />
            </Route>
            <Route component={NotFoundPage} />
          </Switch>
        </Suspense>
      </Layout>
    </SessionProvider>
  );
}
