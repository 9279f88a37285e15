import { lazy } from 'preact/compat';
import { Route, Switch } from 'wouter-preact';
import { NotFoundPage } from '../not-found-page.tsx';

const DeskPage = lazy(() => import('./desk-page.tsx'));
const CohortPage = lazy(() => import('./cohort-page.tsx'));
const MemberPage = lazy(() => import('./member-page.tsx'));
const ExercisesPage = lazy(() => import('./exercises-page.tsx'));
const ExercisePage = lazy(() => import('./exercise-page.tsx'));
const FailuresPage = lazy(() => import('./failures-page.tsx'));
const UploadPage = lazy(() => import('./upload-page.tsx'));
const VerificationPage = lazy(() => import('./verification-page.tsx'));
const RejudgesPage = lazy(() => import('./rejudges-page.tsx'));
const WebhooksPage = lazy(() => import('./webhooks-page.tsx'));
const RejudgePage = lazy(() => import('./rejudge-page.tsx'));

/** The instructor's desk; who may not see it is told so before this is loaded. */
export default function DeskPages() {
  return (
    <Switch>
      <Route path="/desk" component={DeskPage} />
      <Route path="/desk/cohorts/:id">{({ id }) => <CohortPage key={id} id={id} />}</Route>
      <Route path="/desk/cohorts/:cohortId/members/:userId">
        {({ cohortId, userId }) => <MemberPage key={userId} cohortId={cohortId} userId={userId} />}
      </Route>
      <Route path="/desk/exercises" component={ExercisesPage} />
      <Route path="/desk/exercises/:id">{({ id }) => <ExercisePage key={id} id={id} />}</Route>
      <Route path="/desk/upload" component={UploadPage} />
      <Route path="/desk/verifications/:id">
        {({ id }) => <VerificationPage key={id} id={id} />}
      </Route>
      <Route path="/desk/failures" component={FailuresPage} />
      <Route path="/desk/rejudges" component={RejudgesPage} />
      <Route path="/desk/rejudges/:id">{({ id }) => <RejudgePage key={id} id={id} />}</Route>
      <Route path="/desk/webhooks" component={WebhooksPage} />
      <Route component={NotFoundPage} />
    </Switch>
  );
}
