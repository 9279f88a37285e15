import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { CohortResource } from '../../../../grading/resource/resources.ts';
import { call } from '../../api-client.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { changeCohort } from '../../desk/cohorts/change-cohort.ts';
import { CohortTable } from '../../desk/cohorts/cohort-table.tsx';
import { ListEnd } from '../../components/list-end.tsx';
import { NameDialog } from '../../desk/cohorts/name-dialog.tsx';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { useAction } from '../../state/use-action.ts';
import { usePages } from '../../state/use-pages.ts';
import '../../styles/cohorts.css';

export default function DeskPage() {
  const cohorts = usePages<CohortResource>('cohorts?limit=50');
  const [isNaming, setNaming] = useState(false);
  const [, navigate] = useLocation();
  const create = async (name: string): Promise<void> => {
    const { id } = await call<CohortResource>('POST', 'cohorts', { body: { name } });
    navigate(`/desk/cohorts/${id}`);
  };
  const { items, state, hasMore } = cohorts;
  const isEmpty = items.every(({ role }) => role !== 'instructor') && !hasMore;
  const newCohort = (
    <button type="button" onClick={() => setNaming(true)}>
      New cohort
    </button>
  );
  return (
    <DeskFrame
      title="Cohorts"
      lead="The classes that you teach: who is in them, what they are to solve, and how far they are."
      {...(!(isEmpty && state === 'ready') && { actions: newCohort })}
    >
      {items.length > 0 && <Cohorts cohorts={items} />}
      {state === 'ready' && isEmpty ? (
        <section class="desk-empty">
          <h2>You have no cohort yet</h2>
          <p>
            A cohort is a class. Make one, give its join code to your learners, assign exercises
            with due dates, and follow their scores here. What learners hand in outside of your
            cohorts stays their own.
          </p>
          {newCohort}
        </section>
      ) : (
        <ListEnd pages={cohorts} what="cohorts" empty="You have no cohort yet." />
      )}
      {isNaming && (
        <NameDialog
          {...{ title: 'New cohort', action: 'Make cohort', start: '', onName: create }}
          onClose={() => setNaming(false)}
        />
      )}
    </DeskFrame>
  );
}

/** Those that I teach; the archived ones folded away. */
function Cohorts({ cohorts }: { readonly cohorts: readonly CohortResource[] }) {
  const [changed, setChanged] = useState<ReadonlyMap<string, CohortResource>>(new Map());
  const { busy, problem, run } = useAction();
  const archive = ({ id }: CohortResource, archived: boolean): void => {
    void run(async () => {
      const now = await changeCohort(id, { archived });
      setChanged((before) => new Map(before).set(id, now));
    });
  };
  const mine = cohorts
    .map((cohort) => changed.get(cohort.id) ?? cohort)
    .filter(({ role }) => role === 'instructor');
  const active = mine.filter(({ archived }) => !archived);
  const archived = mine.filter((cohort) => cohort.archived);
  return (
    <>
      {active.length > 0 && (
        <CohortTable label="My cohorts" cohorts={active} {...{ archive, busy }} />
      )}
      {archived.length > 0 && (
        <details class="cohorts-archived" open={active.length === 0}>
          <summary>Archived ({archived.length})</summary>
          <p class="facts">Nobody can join these any more; all that was done in them stays.</p>
          <CohortTable label="Archived cohorts" cohorts={archived} {...{ archive, busy }} />
        </details>
      )}
      <ProblemNote problem={problem} />
    </>
  );
}
