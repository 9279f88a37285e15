import { useEffect, useRef } from 'preact/hooks';
import { Link, useSearchParams } from 'wouter-preact';
import type {
  CohortMemberResource,
  CohortResource,
} from '../../../../grading/resource/resources.ts';
import { ApiProblem } from '../../api-client.ts';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { Moment } from '../../components/moment.tsx';
import { LearnerSubmission } from '../../desk/cohorts/learner-submission.tsx';
import { LearnerSubmissions } from '../../desk/cohorts/learner-submissions.tsx';
import { NotMine } from '../../desk/cohorts/not-mine.tsx';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { useTitles } from '../../state/use-titles.ts';
import { useResource } from '../../state/use-resource.ts';
import '../../styles/cohorts.css';

interface MemberPageProps {
  readonly cohortId: string;
  readonly userId: string;
}

const NOT_FOUND = 404;

/** What one learner of a cohort handed in: the list, or one submission of it. */
export default function MemberPage({ cohortId, userId }: MemberPageProps) {
  const cohortPath = `cohorts/${encodeURIComponent(cohortId)}`;
  const path = `${cohortPath}/members/${encodeURIComponent(userId)}`;
  const member = useResource<CohortMemberResource>(path);
  const cohort = useResource<CohortResource>(cohortPath);
  const titles = useTitles();
  const [search] = useSearchParams();
  useTopOn(search.get('submission'));
  if (member.state === 'failed') {
    const { error } = member;
    const isAbsent = error instanceof ApiProblem && error.status === NOT_FOUND;
    return isAbsent ? <NotMine title="You teach no such learner" /> : <Failure {...member} />;
  }
  if (member.state === 'loading') return <Loading what="the learner" />;
  const { displayName, username, joinedAt, role } = member.value;
  const submission = search.get('submission');
  const exercise = search.get('exercise');
  const own = `/desk/cohorts/${cohortId}/members/${userId}`;
  const cohortName = cohort.state === 'ready' ? cohort.value.name : 'Cohort';
  if (role !== 'learner') {
    return (
      <DeskFrame title={displayName} up={{ href: `/desk/cohorts/${cohortId}`, text: cohortName }}>
        <p>An instructor of this cohort: what they try out is their own.</p>
      </DeskFrame>
    );
  }
  if (submission !== null) {
    const title = titles.get(exercise ?? '') ?? exercise ?? 'Submission';
    const up = { href: exercise === null ? own : `${own}?exercise=${exercise}`, text: displayName };
    return (
      <DeskFrame {...{ title, up }}>
        <LearnerSubmission path={`${path}/submissions/${encodeURIComponent(submission)}`} />
      </DeskFrame>
    );
  }
  return (
    <DeskFrame
      title={displayName}
      up={{ href: `/desk/cohorts/${cohortId}`, text: cohortName }}
      lead={
        <>
          {username}, in <Link href={`/desk/cohorts/${cohortId}`}>{cohortName}</Link> since{' '}
          <Moment time={joinedAt} />
        </>
      }
    >
      <LearnerSubmissions path={`${path}/submissions`} titles={titles} />
    </DeskFrame>
  );
}

/** From the list to a submission and back is another page to who reads it: it begins at its top. */
function useTopOn(submission: string | null): void {
  const shown = useRef(submission);
  useEffect(() => {
    if (shown.current === submission) return;
    shown.current = submission;
    document.getElementById('main')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [submission]);
}
