import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { ExerciseSummaryResource } from '../../../../grading/resource/resources.ts';
import { formatPoints } from '../../../../grading/text/units.ts';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { useExercises } from '../../desk/cohorts/use-exercises.ts';
import { DeskFrame } from '../../desk/desk-frame.tsx';

export default function ExercisesPage() {
  const [round, setRound] = useState(0);
  const exercises = useExercises(round);
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
    <div class="desk-table-box" tabIndex={0} role="region" aria-label="Exercises">
      <table class="desk-table">
        <thead>
          <tr>
            <th scope="col">Exercise</th>
            <th scope="col">Phase</th>
            <th scope="col">Kind</th>
            <th scope="col" class="desk-number">
              Points
            </th>
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
  );
}
