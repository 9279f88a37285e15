import { useState } from 'preact/hooks';
import type {
  CohortResource,
  ExerciseSummaryResource,
} from '../../../../grading/resource/resources.ts';
import { plural } from '../../../../grading/text/units.ts';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { matches, readFilter } from '../../home/exercise-filter.ts';
import { useAction } from '../../state/use-action.ts';
import type { Resource } from '../../state/use-resource.ts';
import { DueDateField } from './due-date-field.tsx';
import { ExerciseChecks } from './exercise-checks.tsx';
import { fromLocalInput } from './local-time.ts';
import { usePhaseTitles } from './use-phase-titles.ts';

interface AssignPickerProps {
  readonly exercises: Resource<readonly ExerciseSummaryResource[]>;
  readonly assignments: CohortResource['assignments'];
  /** What it rejects with is shown, and nothing that was chosen is lost. */
  readonly onAssign: (exerciseIds: readonly string[], dueAt: string | null) => Promise<void>;
  readonly onClose: () => void;
}

const EVERYTHING = readFilter(new URLSearchParams());

/** Finds exercises by title, phase and topic, and assigns those that are ticked. */
export function AssignPicker({ exercises, assignments, onAssign, onClose }: AssignPickerProps) {
  const [filter, setFilter] = useState(EVERYTHING);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [due, setDue] = useState('');
  const phaseTitles = usePhaseTitles();
  const { busy, problem, run } = useAction();
  if (exercises.state === 'failed') return <Failure {...exercises} />;
  if (exercises.state === 'loading') return <Loading what="the exercises" />;
  const assigned = new Set(assignments.map(({ exerciseId }) => exerciseId));
  const open = exercises.value.filter(({ id }) => !assigned.has(id));
  const inPhase = open.filter(({ phase }) => filter.phase === '' || phase === filter.phase);
  const choices = {
    phase: [...new Set(open.map(({ phase }) => phase))],
    topic: [...new Set(inPhase.flatMap(({ topics }) => topics))].sort(),
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void run(() => onAssign([...chosen], fromLocalInput(due)));
  };
  return (
    <form class="desk-card assign-picker" aria-label="Assign exercises" onSubmit={submit}>
      <div class="desk-toolbar">
        <label>
          Search exercises
          <input
            {...{ type: 'search', value: filter.q, autofocus: true }}
            onInput={({ currentTarget }) => setFilter({ ...filter, q: currentTarget.value })}
          />
        </label>
        {(['phase', 'topic'] as const).map((name) => (
          <label key={name} class="assign-choice">
            {name}
            <select
              value={filter[name]}
              onChange={({ currentTarget }) =>
                setFilter({ ...filter, topic: '', [name]: currentTarget.value })
              }
            >
              <option value="">any</option>
              {choices[name].map((value) => (
                <option key={value} value={value}>
                  {phaseTitles.get(value) ?? value}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <ExerciseChecks
        exercises={open.filter((exercise) => matches(exercise, filter))}
        {...{ chosen, setChosen }}
      />
      <DueDateField value={due} setValue={setDue} />
      <ProblemNote problem={problem} />
      <p class="join-actions">
        <button type="submit" disabled={busy || chosen.size === 0}>
          Assign {plural(chosen.size, 'exercise')}
        </button>
        <button type="button" class="quiet" onClick={onClose}>
          Cancel
        </button>
      </p>
    </form>
  );
}
