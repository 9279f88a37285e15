import { Link } from 'wouter-preact';
import type { ExerciseSummaryResource, Page } from '../../../grading/resource/resources.ts';
import { Failure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { useResource } from '../state/use-resource.ts';

export function HomePage() {
  const exercises = useResource<Page<ExerciseSummaryResource>>('exercises?limit=100');
  if (exercises.state === 'loading') return <Loading what="the exercises" />;
  if (exercises.state === 'failed') return <Failure {...exercises} />;
  return (
    <section>
      <h1>Exercises</h1>
      <ul class="exercise-list">
        {exercises.value.items.map(({ id, title, summary, points }) => (
          <li key={id}>
            <Link href={`/exercises/${id}`}>{title}</Link>
            <span class="points">{points} points</span>
            <p>{summary}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
