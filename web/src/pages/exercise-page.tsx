import { lazy, Suspense } from 'preact/compat';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { formatBytes, formatDuration, formatPoints, plural } from '../../../grading/text/units.ts';
import { Failure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { Sample } from '../components/sample.tsx';
import { Workbench } from '../exercise/workbench.tsx';
import { useResource } from '../state/use-resource.ts';
import '../styles/exercise.css';

const Markdown = lazy(() => import('../components/markdown.tsx'));

export default function ExercisePage({ id }: { readonly id: string }) {
  const exercise = useResource<ExerciseResource>(`exercises/${id}`);
  if (exercise.state === 'loading') return <Loading what="the exercise" />;
  if (exercise.state === 'failed') return <Failure {...exercise} />;
  return (
    <div class="exercise">
      <Statement exercise={exercise.value} />
      <Workbench exercise={exercise.value} />
    </div>
  );
}

function Statement({ exercise }: { readonly exercise: ExerciseResource }) {
  const { title, difficulty, points, kind, statement, samples, groups, limits } = exercise;
  return (
    <article>
      <h1>{title}</h1>
      <p class="facts">
        {kind} · {difficulty} · {formatPoints(points)} points
      </p>
      <Suspense fallback={<Loading what="the statement" />}>
        <Markdown text={statement} />
      </Suspense>
      {samples.length > 0 && <h2>Samples</h2>}
      {samples.map((sample) => (
        <Sample key={sample.name} sample={sample} />
      ))}
      <h2>Points</h2>
      <ul>
        {groups
          .filter((group) => group.points > 0)
          .map((group) => (
            <li key={group.id}>
              {group.title}: {formatPoints(group.points)} points, {plural(group.caseCount, 'case')}
              {group.scoring === 'all-or-nothing' && ', all or nothing'}
            </li>
          ))}
      </ul>
      <h2>Limits</h2>
      <ul>
        {limits.map(({ language, limits: { cpuTimeMs, memoryBytes } }) => (
          <li key={language}>
            {language}: {formatDuration(cpuTimeMs)} of CPU time, {formatBytes(memoryBytes)} of
            memory
          </li>
        ))}
      </ul>
    </article>
  );
}
