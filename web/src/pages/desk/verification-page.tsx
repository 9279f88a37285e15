import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type {
  AuthoredExerciseResource,
  VerificationResource,
} from '../../../../grading/resource/resources.ts';
import { call } from '../../api-client.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { PageFailure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { publishQuestion } from '../../desk/exercises/publish-question.ts';
import { VerificationProgress } from '../../desk/exercises/verification-progress.tsx';
import { VerificationReportView } from '../../desk/exercises/verification-report.tsx';
import { useAction } from '../../state/use-action.ts';
import { usePolled } from '../../state/use-polled.ts';
import { useResource } from '../../state/use-resource.ts';
import '../../styles/desk-exercises.css';

const POLL_MS = 1000;

const isOver = ({ state }: VerificationResource): boolean =>
  state === 'finished' || state === 'failed';

/** A version's own solutions being run, and what that showed. */
export default function VerificationPage({ id }: { readonly id: string }) {
  const found = usePolled<VerificationResource>(
    `verifications/${encodeURIComponent(id)}`,
    POLL_MS,
    isOver,
  );
  const exerciseId = found.state === 'ready' ? found.value.exerciseId : null;
  const exercise = useResource<AuthoredExerciseResource>(
    exerciseId === null ? null : `authoring/exercises/${exerciseId}`,
  );
  if (found.state === 'failed') return <PageFailure {...found} />;
  if (exercise.state === 'failed') return <PageFailure {...exercise} />;
  if (found.state === 'loading' || exercise.state === 'loading') {
    return <Loading what="the verification" />;
  }
  const verification = found.value;
  return (
    <DeskFrame
      title={`Verifying ${exercise.value.title}`}
      up={{ href: `/desk/exercises/${verification.exerciseId}`, text: exercise.value.title }}
      lead={
        <>
          Every solution of version <code>{verification.contentHash.slice(0, HASH_DIGITS)}</code>{' '}
          must get the verdict that its folder names; starters must not pass.
        </>
      }
      actions={isOver(verification) && <Actions {...{ verification, exercise: exercise.value }} />}
    >
      <VerificationProgress verification={verification} />
      {verification.report !== null && <VerificationReportView report={verification.report} />}
    </DeskFrame>
  );
}

const HASH_DIGITS = 10;

interface ActionsProps {
  readonly verification: VerificationResource;
  readonly exercise: AuthoredExerciseResource;
}

function Actions({ verification, exercise }: ActionsProps) {
  const { contentHash } = verification;
  const [asking, setAsking] = useState(false);
  const [, navigate] = useLocation();
  const { busy, problem, run } = useAction();
  const path = `exercises/${exercise.id}/versions/${contentHash}`;
  const verify = (): void => {
    void run(async () => {
      const { id } = await call<VerificationResource>('POST', `${path}/verifications`);
      navigate(`/desk/verifications/${id}`);
    });
  };
  const publish = (): void => {
    setAsking(false);
    void run(async () => {
      await call('POST', `${path}/publish`);
      navigate(`/desk/exercises/${exercise.id}`);
    });
  };
  const isOffered = exercise.state === 'published' && exercise.contentHash === contentHash;
  return (
    <>
      <ProblemNote problem={problem} />
      <button type="button" class="quiet" disabled={busy} onClick={verify}>
        Verify again
      </button>
      {!isOffered && (
        <button type="button" disabled={busy} onClick={() => setAsking(true)}>
          Publish
        </button>
      )}
      {asking && (
        <ConfirmDialog
          {...publishQuestion(exercise, { verification })}
          onConfirm={publish}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
