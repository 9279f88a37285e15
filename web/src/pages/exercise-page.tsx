import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { Failure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { useResource } from '../state/use-resource.ts';

export default function ExercisePage({ id }: { readonly id: string }) {
  const exercise = useResource<ExerciseResource>(`exercises/${id}`);
  if (exercise.state === 'loading') return <Loading what="the exercise" />;
  if (exercise.state === 'failed') return <Failure {...exercise} />;
  return (
    <article>
      <h1>{exercise.value.title}</h1>
      <p>{exercise.value.summary}</p>
    </article>
  );
}
