import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { AuthoredExerciseResource } from '../../../../grading/resource/resources.ts';
import { formatPoints } from '../../../../grading/text/units.ts';
import { DeskTable, numbers } from '../../components/desk-table.tsx';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { ExerciseState, STATE_TITLES } from '../../desk/exercises/exercise-state.tsx';
import { VerificationMark } from '../../desk/exercises/verification-mark.tsx';
import { useAllPages } from '../../state/use-all-pages.ts';
import '../../styles/desk-exercises.css';

type Exercise = AuthoredExerciseResource;

export default function ExercisesPage() {
  const exercises = useAllPages<Exercise>('authoring/exercises?limit=100');
  const [wanted, setWanted] = useState('');
  const [state, setState] = useState('');
  return (
    <DeskFrame
      title="Exercises"
      lead="Everything that learners have, and what only instructors know of: hidden exercises, drafts, and folders with mistakes."
      actions={
        <Link class="button" href="/desk/upload">
          Upload an exercise
        </Link>
      }
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
        <label>
          State
          <select value={state} onChange={({ currentTarget }) => setState(currentTarget.value)}>
            <option value="">All</option>
            {Object.entries(STATE_TITLES).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </div>
      {exercises.state === 'failed' && <Failure {...exercises} />}
      {exercises.state === 'loading' && <Loading what="the exercises" />}
      {exercises.state === 'ready' && (
        <ExerciseTable exercises={find(exercises.value, wanted, state)} />
      )}
    </DeskFrame>
  );
}

const find = (exercises: readonly Exercise[], wanted: string, state: string) => {
  const words = wanted.toLocaleLowerCase().split(/\s+/);
  return exercises.filter((exercise) => {
    const text = `${exercise.id} ${exercise.title} ${exercise.phase}`.toLocaleLowerCase();
    return (state === '' || exercise.state === state) && words.every((word) => text.includes(word));
  });
};

const PERCENT = 100;

function acceptance({ submissions, accepted }: Exercise): string {
  if (submissions === 0) return '–';
  return `${Math.round((accepted / submissions) * PERCENT)} % of ${submissions}`;
}

function ExerciseTable({ exercises }: { readonly exercises: readonly Exercise[] }) {
  if (exercises.length === 0) return <p class="empty">There is no such exercise.</p>;
  return (
    <DeskTable
      label="Exercises"
      columns={['Exercise', 'Phase', 'State', 'Verified', numbers('Points'), numbers('Accepted')]}
    >
      {exercises.map((exercise) => (
        <tr key={exercise.id}>
          <th scope="row" class="desk-wide">
            <Link href={`/desk/exercises/${exercise.id}`}>
              <bdi>{exercise.title}</bdi>
            </Link>
          </th>
          <td class="desk-keep">{exercise.phase}</td>
          <td>
            <ExerciseState state={exercise.state} />
            {exercise.hasNewer && <span class="facts desk-below">a newer version waits</span>}
          </td>
          <td>
            <VerificationMark found={exercise.verification} />
          </td>
          <td class="desk-number">{formatPoints(exercise.points)}</td>
          <td class="desk-number">{acceptance(exercise)}</td>
        </tr>
      ))}
    </DeskTable>
  );
}
