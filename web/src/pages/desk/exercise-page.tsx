import { Link } from 'wouter-preact';
import type {
  ExerciseResource,
  StatisticsResource,
} from '../../../../grading/resource/resources.ts';
import { PageFailure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { CaseFailures } from '../../desk/exercises/case-failures.tsx';
import { HideButton } from '../../desk/exercises/hide-button.tsx';
import { RunTimes } from '../../desk/exercises/run-times.tsx';
import { Shares } from '../../desk/exercises/shares.tsx';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { useResource } from '../../state/use-resource.ts';
import '../../styles/desk-exercises.css';

export default function ExercisePage({ id }: { readonly id: string }) {
  const path = `exercises/${encodeURIComponent(id)}`;
  const exercise = useResource<ExerciseResource>(path);
  const statistics = useResource<StatisticsResource>(`${path}/statistics`);
  if (exercise.state === 'failed') return <PageFailure {...exercise} />;
  if (statistics.state === 'failed') return <PageFailure {...statistics} />;
  if (exercise.state === 'loading' || statistics.state === 'loading') {
    return <Loading what="the statistics" />;
  }
  return (
    <DeskFrame
      title={exercise.value.title}
      up={{ href: '/desk/exercises', text: 'Exercises' }}
      lead="Of the version that is offered now; tries of the samples are left out."
      actions={
        <>
          <HideButton id={id} title={exercise.value.title} />
          <Link class="button quiet" href={`/desk/rejudges?exercise=${id}`}>
            Rejudge
          </Link>
          <Link class="button quiet" href={`/exercises/${id}`}>
            As learners see it
          </Link>
        </>
      }
    >
      <Statistics found={statistics.value} />
    </DeskFrame>
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
    <>
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
    </>
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
