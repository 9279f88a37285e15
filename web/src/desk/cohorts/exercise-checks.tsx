import type { ExerciseSummaryResource } from '../../../../grading/resource/resources.ts';
import { plural } from '../../../../grading/text/units.ts';

interface ExerciseChecksProps {
  readonly exercises: readonly ExerciseSummaryResource[];
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
}

/** Exercises to tick; what was ticked stays so while the search hides it. */
export function ExerciseChecks({ exercises, chosen, setChosen }: ExerciseChecksProps) {
  const shown = exercises.map(({ id }) => id);
  const rest = [...chosen].filter((id) => !shown.includes(id));
  const isAll = shown.length > 0 && shown.every((id) => chosen.has(id));
  const toggle = (id: string): void => {
    const others = [...chosen].filter((other) => other !== id);
    setChosen(new Set(chosen.has(id) ? others : [...others, id]));
  };
  return (
    <fieldset class="assign-list">
      <legend>
        <span role="status">{plural(shown.length, 'exercise')}</span>
        <button
          {...{ type: 'button', class: 'quiet small', disabled: shown.length === 0 }}
          onClick={() => setChosen(new Set(isAll ? rest : [...rest, ...shown]))}
        >
          {isAll ? 'Choose none of these' : 'Choose all of these'}
        </button>
      </legend>
      <ul>
        {exercises.map(({ id, title, topics, points }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
              <span>
                {title} <span class="facts">{topics.join(', ')}</span>
              </span>
              <span class="facts">{plural(points, 'point')}</span>
            </label>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p class="nothing">No exercise is like that and not assigned yet.</p>}
    </fieldset>
  );
}
