import { useSearch } from 'wouter-preact';
import type { CohortResource } from '../../../grading/resource/resources.ts';
import { call } from '../api-client.ts';
import { Failure } from '../components/failure.tsx';
import { useTitles } from '../state/use-titles.ts';
import { usePages } from '../state/use-pages.ts';
import { ProblemForm, TextField, textOf } from '../components/problem-form.tsx';
import { Assignments } from './assignments.tsx';

/** The cohorts that I am in, what they are to solve, and a field for the code of another one. */
export function MyCohorts() {
  const cohorts = usePages<CohortResource>('cohorts?limit=50');
  const titles = useTitles();
  const offered = new URLSearchParams(useSearch()).get('join') ?? '';
  const join = async (data: FormData): Promise<void> => {
    await call('POST', 'cohorts/join', { body: { joinCode: textOf(data, 'joinCode') } });
    cohorts.reload();
  };
  return (
    <section class="account-part" aria-labelledby="cohorts">
      <h2 id="cohorts">Cohorts</h2>
      {cohorts.error !== null && <Failure error={cohorts.error} retry={cohorts.reload} />}
      {cohorts.items.map((cohort) => (
        <div key={cohort.id} class="cohort">
          <h3>
            <bdi>{cohort.name}</bdi>
          </h3>
          <Assignments assignments={cohort.assignments} titles={titles} />
        </div>
      ))}
      {cohorts.state === 'ready' && cohorts.items.length === 0 && (
        <p class="nothing">You are in no cohort. Your instructor gives you a code to join one.</p>
      )}
      <ProblemForm action="Join" done="You are in." onSubmit={join}>
        {(problem) => (
          <TextField
            {...{ name: 'joinCode', label: 'Join code', problem, value: offered }}
            hint="Such as K7QP-4M2X."
          />
        )}
      </ProblemForm>
    </section>
  );
}
