import { useMemo } from 'preact/hooks';
import {
  arrangeGradebook,
  readOrder,
  writeOrder,
} from '../../../../grading/gradebook/arrange-gradebook.ts';
import type { CohortResource, GradebookResource } from '../../../../grading/resource/resources.ts';
import { plural } from '../../../../grading/text/units.ts';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { useResource } from '../../state/use-resource.ts';
import { GradebookMatrix } from './gradebook-matrix.tsx';
import { GradebookToolbar } from './gradebook-toolbar.tsx';
import { JoinCard, type CohortProps } from './join-card.tsx';
import { useCohortAddress } from './use-cohort-address.ts';

/** Who is how far. */
export function GradebookPart({ cohort, setCohort }: CohortProps) {
  if (cohort.learnerCount > 0) return <Scores cohort={cohort} />;
  return (
    <div class="cohort-first">
      <section class="desk-empty">
        <h2>Nobody has joined yet</h2>
        <p>
          Give the join code to your learners. As soon as the first of them is in, their scores
          stand here: a row for each learner, a column for each exercise.
        </p>
      </section>
      <JoinCard {...{ cohort, setCohort }} />
    </div>
  );
}

function Scores({ cohort }: { readonly cohort: CohortResource }) {
  const { address, setAddress } = useCohortAddress(cohort.id);
  const query = address.exercises === '' ? '' : `?exercises=${address.exercises}`;
  const found = useResource<GradebookResource>(`cohorts/${cohort.id}/gradebook${query}`);
  const gradebook = found.state === 'ready' ? found.value : null;
  const { q, phase, sort } = address;
  const order = useMemo(() => readOrder(sort), [sort]);
  const arranged = useMemo(
    () => gradebook && arrangeGradebook(gradebook, { q, phase, order }),
    [gradebook, q, phase, order],
  );
  const matrix = useMemo(
    () =>
      arranged && (
        <GradebookMatrix
          {...{ cohortId: cohort.id, order }}
          gradebook={arranged}
          setOrder={(next) => setAddress({ sort: writeOrder(next) })}
        />
      ),
    [arranged],
  );
  return (
    <section class="desk-part" aria-labelledby="scores-title">
      <h2 id="scores-title">Scores</h2>
      <GradebookToolbar {...{ cohort, address, setAddress, gradebook }} />
      <p class="facts" role="status">
        {arranged &&
          `${plural(arranged.learners.length, 'learner')}, ${plural(arranged.exercises.length, 'exercise')}`}
      </p>
      <div class="matrix-room">
        {found.state === 'failed' && <Failure {...found} />}
        {found.state === 'loading' && <Loading what="the scores" />}
        {matrix}
      </div>
      <Legend />
    </section>
  );
}

const Legend = () => (
  <p class="facts matrix-legend">
    <span class="mark-full">10</span> all points <span class="mark-part">4</span> some{' '}
    <span class="mark-none">0</span> none <span class="mark-waiting">…</span> not graded yet{' '}
    <span>·</span> not tried
  </p>
);
