import { Link } from 'wouter-preact';
import type {
  AuthoredExerciseResource,
  StatisticsResource,
} from '../../../../grading/resource/resources.ts';
import { Failure, PageFailure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { AuthorProblems } from '../../desk/exercises/author-problems.tsx';
import { CaseFailures } from '../../desk/exercises/case-failures.tsx';
import { ExerciseState, STATE_MEANINGS } from '../../desk/exercises/exercise-state.tsx';
import { RunTimes } from '../../desk/exercises/run-times.tsx';
import { Shares } from '../../desk/exercises/shares.tsx';
import { Versions } from '../../desk/exercises/versions.tsx';
import { VisibilityButton } from '../../desk/exercises/visibility-button.tsx';
import { useResource } from '../../state/use-resource.ts';
import '../../styles/desk-exercises.css';

export default function ExercisePage({ id }: { readonly id: string }) {
  const found = useResource<AuthoredExerciseResource>(
    `authoring/exercises/${encodeURIComponent(id)}`,
  );
  if (found.state === 'failed') return <PageFailure {...found} />;
  if (found.state === 'loading') return <Loading what="the exercise" />;
  const exercise = found.value;
  const isStored = exercise.contentHash !== null;
  return (
    <DeskFrame
      title={exercise.title}
      up={{ href: '/desk/exercises', text: 'Exercises' }}
      lead={
        <>
          <ExerciseState state={exercise.state} /> {STATE_MEANINGS[exercise.state]}
        </>
      }
      actions={isStored && <Actions exercise={exercise} onChange={found.reload} />}
    >
      <FolderProblems {...exercise} />
      {isStored && <Versions exercise={exercise} onChange={found.reload} />}
      {isStored && <StatisticsPart id={id} key={exercise.contentHash} />}
    </DeskFrame>
  );
}

interface ActionsProps {
  readonly exercise: AuthoredExerciseResource;
  readonly onChange: () => void;
}

const Actions = ({ exercise, onChange }: ActionsProps) => (
  <>
    <VisibilityButton exercise={exercise} onChange={onChange} />
    <Link class="button quiet" href={`/desk/upload?exercise=${exercise.id}`}>
      Upload a version
    </Link>
    <Link class="button quiet" href={`/desk/rejudges?exercise=${exercise.id}`}>
      Rejudge
    </Link>
    <Link class="button quiet" href={`/exercises/${exercise.id}`}>
      As learners see it
    </Link>
  </>
);

function FolderProblems({ problems, contentHash }: AuthoredExerciseResource) {
  if (problems.length === 0) return null;
  return (
    <section class="desk-part" aria-labelledby="folder-problems">
      <h2 id="folder-problems">Mistakes in the folder</h2>
      <p class="facts">
        As it was read last.{' '}
        {contentHash !== null && 'Until they are mended, what it held before is kept.'}
      </p>
      <AuthorProblems problems={problems} />
    </section>
  );
}

function StatisticsPart({ id }: { readonly id: string }) {
  const found = useResource<StatisticsResource>(`exercises/${encodeURIComponent(id)}/statistics`);
  return (
    <section class="desk-part" aria-labelledby="statistics">
      <h2 id="statistics">How learners fare</h2>
      <p class="facts">With the current version; tries of the samples are left out.</p>
      {found.state === 'failed' && <Failure {...found} />}
      {found.state === 'loading' && <Loading what="the statistics" />}
      {found.state === 'ready' && <Statistics found={found.value} />}
    </section>
  );
}

function Statistics({ found }: { readonly found: StatisticsResource }) {
  if (found.submissions === 0) {
    return (
      <p class="empty">
        Nobody has handed in this version yet. Acceptance, verdicts, the cases that fail most and
        run times will stand here.
      </p>
    );
  }
  return (
    <div class="exercise-statistics">
      <dl class="figures">
        <Figure term="Submissions" value={found.submissions} />
        <Figure term="Learners" value={found.learners} />
        <Figure term="With full points" value={found.solvers} of={found.learners} />
      </dl>
      <div class="exercise-figures">
        <Shares found={found} />
        <RunTimes bins={found.cpuTimes} />
      </div>
      <CaseFailures cases={found.cases} />
    </div>
  );
}

const PERCENT = 100;

interface FigureProps {
  readonly term: string;
  readonly value: number;
  readonly of?: number;
}

const Figure = ({ term, value, of }: FigureProps) => (
  <div>
    <dt>{term}</dt>
    <dd>
      {value}
      {of !== undefined && of > 0 && (
        <span class="facts"> {Math.round((value / of) * PERCENT)} %</span>
      )}
    </dd>
  </div>
);
