import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { ExerciseSummaryResource } from '../../../../grading/resource/resources.ts';
import { formatPoints } from '../../../../grading/text/units.ts';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { DeskTable, numbers } from '../../components/desk-table.tsx';
import { useExercises } from '../../state/use-exercises.ts';
import { DeskFrame } from '../../desk/desk-frame.tsx';

export default function ExercisesPage() {
  const exercises = useExercises();
  const [wanted, setWanted] = useState('');
  return (
    <DeskFrame
      title="Exercises"
      lead="How learners fare with each exercise, over everything that was handed in."
    >
      <div class="desk-toolbar" role="search">
        <label>
          Find
          <input
            type="search"
            value={wanted}
            onInput={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        </label>
      </div>
      {exercises.state === 'failed' && <Failure {...exercises} />}
      {exercises.state === 'loading' && <Loading what="the exercises" />}
      {exercises.state === 'ready' && <ExerciseTable exercises={find(exercises.value, wanted)} />}
    </DeskFrame>
  );
}

const find = (exercises: readonly ExerciseSummaryResource[], wanted: string) => {
  const words = wanted.toLocaleLowerCase().split(/\s+/);
  return exercises.filter(({ id, title, kind, phase }) => {
    const text = `${id} ${title} ${kind} ${phase}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
};

function ExerciseTable({ exercises }: { readonly exercises: readonly ExerciseSummaryResource[] }) {
  if (exercises.length === 0) return <p class="empty">No exercise is called that.</p>;
  return (
    <DeskTable label="Exercises" columns={['Exercise', 'Phase', 'Kind', numbers('Points')]}>
      {exercises.map(({ id, title, phase, kind, points }) => (
        <tr key={id}>
          <th scope="row">
            <Link href={`/desk/exercises/${id}`}>{title}</Link>
          </th>
          <td>{phase}</td>
          <td>{kind}</td>
          <td class="desk-number">{formatPoints(points)}</td>
        </tr>
      ))}
    </DeskTable>
  );
}
