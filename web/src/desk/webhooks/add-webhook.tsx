import { useState } from 'preact/hooks';
import type {
  CohortResource,
  CreatedWebhookResource,
  Page,
} from '../../../../grading/resource/resources.ts';
import { SUBSCRIBABLE_EVENTS } from '../../../../grading/webhook/webhook-event.ts';
import type { ApiProblem } from '../../api-client.ts';
import { call } from '../../api-client.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemForm, TextField, textOf } from '../../components/problem-form.tsx';
import { useSession } from '../../state/session.tsx';
import { useResource } from '../../state/use-resource.ts';
import { EVENT_TITLES } from './event-titles.ts';

/** As many as the API gives at one time; nobody teaches more. */
const COHORTS = 'cohorts?limit=100';

interface AddWebhookProps {
  readonly onAdded: (added: CreatedWebhookResource) => void;
}

/** A button, and the dialog that it opens. */
export function AddWebhook({ onAdded }: AddWebhookProps) {
  const [open, setOpen] = useState(false);
  const add = async (data: FormData): Promise<void> => {
    const cohort = textOf(data, 'cohortId');
    const body = {
      url: textOf(data, 'url').trim(),
      events: data.getAll('events'),
      cohortId: cohort === '' ? null : cohort,
    };
    const added = await call<CreatedWebhookResource>('POST', 'webhooks', { body });
    setOpen(false);
    onAdded(added);
  };
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Add a webhook
      </button>
      {open && (
        <Dialog title="Add a webhook" onClose={() => setOpen(false)}>
          <ProblemForm action="Add" done={null} onSubmit={add} onCancel={() => setOpen(false)}>
            {(problem) => <Fields problem={problem} />}
          </ProblemForm>
        </Dialog>
      )}
    </>
  );
}

const Fields = ({ problem }: { readonly problem: ApiProblem | null }) => (
  <>
    <TextField
      {...{ name: 'url', label: 'Address', problem }}
      hint="https, and public; what lies inside is for the operator to allow."
    />
    <CohortField />
    <fieldset class="webhook-events">
      <legend>Is told of</legend>
      {SUBSCRIBABLE_EVENTS.map((event) => (
        <label key={event} class="choice">
          <input type="checkbox" name="events" value={event} defaultChecked />
          {EVENT_TITLES[event]}
        </label>
      ))}
      {problem?.fields['/events'] !== undefined && (
        <span class="problem" role="alert">
          {problem.messageOf('events', 'The list of events')}
        </span>
      )}
    </fieldset>
  </>
);

/** Whose learners it hears of: a cohort that I teach; for admins, everybody, too. */
function CohortField() {
  const { user } = useSession();
  const cohorts = useResource<Page<CohortResource>>(COHORTS);
  const mine = cohorts.state === 'ready' ? cohorts.value.items : [];
  return (
    <p class="field">
      <label for="webhook-cohort">Learners of</label>
      <select id="webhook-cohort" name="cohortId">
        {user?.role === 'admin' && <option value="">Everybody</option>}
        {mine
          .filter(({ role }) => role === 'instructor')
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </select>
      {cohorts.state === 'failed' && (
        <span class="problem" role="alert">
          {cohorts.error.message}
        </span>
      )}
      {cohorts.state === 'ready' && mine.length === 0 && user?.role !== 'admin' && (
        <span class="facts">You teach no cohort yet: make one first.</span>
      )}
    </p>
  );
}
