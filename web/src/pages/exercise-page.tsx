import { lazy, Suspense } from 'preact/compat';
import { useRef } from 'preact/hooks';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { PageFailure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { Separator, useShare } from '../exercise/separator.tsx';
import { Workbench } from '../exercise/workbench.tsx';
import { useResource } from '../state/use-resource.ts';
import { useTitle } from '../state/use-title.ts';
import '../styles/exercise.css';

const Statement = lazy(() => import('../exercise/statement.tsx'));
const STATEMENT_ID = 'statement';

export default function ExercisePage({ id }: { readonly id: string }) {
  const exercise = useResource<ExerciseResource>(`exercises/${encodeURIComponent(id)}`);
  if (exercise.state === 'failed') return <PageFailure {...exercise} />;
  return <Panes exercise={exercise.state === 'ready' ? exercise.value : null} />;
}

/** Side by side where there is room, the statement above the editor where there is not. */
function Panes({ exercise }: { readonly exercise: ExerciseResource | null }) {
  const area = useRef<HTMLDivElement>(null);
  const [share, onShare] = useShare();
  useTitle(exercise?.title);
  return (
    <div
      class="exercise"
      ref={area}
      style={{ '--statement-share': `${share}fr`, '--work-share': `${100 - share}fr` }}
    >
      <article class="statement" id={STATEMENT_ID} tabIndex={0} aria-label="Statement">
        {exercise === null ? (
          <Loading what="the exercise" />
        ) : (
          <Suspense fallback={<Loading what="the statement" />}>
            <Statement exercise={exercise} />
          </Suspense>
        )}
      </article>
      <Separator {...{ share, onShare, area, controls: STATEMENT_ID }} />
      {exercise === null ? (
        <section class="workbench" aria-busy="true" />
      ) : (
        <Workbench exercise={exercise} />
      )}
    </div>
  );
}
