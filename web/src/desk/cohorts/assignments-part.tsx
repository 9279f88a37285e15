import { useMemo, useState } from 'preact/hooks';
import { call } from '../../api-client.ts';
import type { CohortResource } from '../../../../grading/resource/resources.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';
import { AssignPicker } from './assign-picker.tsx';
import { AssignmentTable } from './assignment-table.tsx';
import { DueDateDialog } from './due-date-dialog.tsx';
import type { CohortProps } from './join-card.tsx';
import { useExercises } from '../../state/use-exercises.ts';

const NONE: ReadonlySet<string> = new Set();

/** What the cohort is to solve, and until when. */
export function AssignmentsPart({ cohort, setCohort }: CohortProps) {
  const exercises = useExercises();
  const known = exercises.state === 'ready' ? exercises.value : [];
  const byId = useMemo(() => new Map(known.map((found) => [found.id, found])), [known]);
  const [isPicking, setPicking] = useState(false);
  const [chosen, setChosen] = useState(NONE);
  /** Whose due date is being set. */
  const [dating, setDating] = useState<readonly string[]>([]);
  const { busy, problem, run } = useAction();
  const { id, assignments } = cohort;

  const assign = async (exerciseIds: readonly string[], dueAt: string | null): Promise<void> => {
    const body = { exerciseIds, dueAt };
    setCohort(await call<CohortResource>('PATCH', `cohorts/${id}/assignments`, { body }));
    setPicking(false);
    setDating([]);
    setChosen(NONE);
  };
  const unassign = (exerciseId: string): void => {
    const path = `cohorts/${id}/assignments/${exerciseId}`;
    void run(async () => {
      setCohort(await call<CohortResource>('DELETE', path));
      setChosen((before) => new Set([...before].filter((other) => other !== exerciseId)));
    });
  };
  const startOf = (exerciseId: string | undefined): string | null =>
    assignments.find((assignment) => assignment.exerciseId === exerciseId)?.dueAt ?? null;

  return (
    <section class="desk-part" aria-labelledby="assignments-title">
      <h2 id="assignments-title">Assignments</h2>
      <div class="desk-toolbar assignments-bar">
        {!isPicking && (
          <button type="button" onClick={() => setPicking(true)}>
            Assign exercises
          </button>
        )}
        <button
          {...{ type: 'button', class: 'quiet', disabled: chosen.size === 0 }}
          onClick={() => setDating([...chosen])}
        >
          Due date of {chosen.size} chosen
        </button>
      </div>
      {isPicking && (
        <AssignPicker
          {...{ exercises, assignments }}
          onAssign={assign}
          onClose={() => setPicking(false)}
        />
      )}
      <ProblemNote problem={problem} />
      {assignments.length === 0 ? (
        <p class="empty">
          Nothing is assigned: the gradebook shows the whole catalogue. Assign exercises to have
          those alone, with due dates.
        </p>
      ) : (
        <AssignmentTable
          {...{ assignments, byId, chosen, setChosen, busy, unassign }}
          setDueDate={(exerciseId) => setDating([exerciseId])}
        />
      )}
      {dating.length > 0 && (
        <DueDateDialog
          count={dating.length}
          start={startOf(dating[0])}
          onDueAt={(dueAt) => assign(dating, dueAt)}
          onClose={() => setDating([])}
        />
      )}
    </section>
  );
}
