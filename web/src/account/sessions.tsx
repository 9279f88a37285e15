import type { EndedSessions, SessionListItem } from '../../../grading/resource/resources.ts';
import { plural } from '../../../grading/text/units.ts';
import { useState } from 'preact/hooks';
import { call } from '../api-client.ts';
import { Failure } from '../components/failure.tsx';
import { Moment } from '../components/moment.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { useAction } from '../state/use-action.ts';
import { useResource } from '../state/use-resource.ts';

/** Where I am signed in. */
export function Sessions() {
  const sessions = useResource<{ readonly items: readonly SessionListItem[] }>('sessions');
  const [said, setSaid] = useState('');
  const { busy, problem, run } = useAction();
  const endOthers = (): Promise<boolean> =>
    run(async () => {
      const { ended } = await call<EndedSessions>('DELETE', 'sessions');
      setSaid(`${plural(ended, 'session')} ended.`);
      sessions.reload();
    });
  const items = sessions.state === 'ready' ? sessions.value.items : [];
  return (
    <section class="account-part" aria-labelledby="sessions">
      <h2 id="sessions">Browsers</h2>
      {sessions.state === 'failed' && <Failure {...sessions} />}
      <ul class="account-list">
        {items.map(({ id, createdAt, expiresAt, current }) => (
          <li key={id}>
            <span>
              Signed in <Moment time={createdAt} />
              {current && ' (this one)'}
              <span class="facts">
                until <Moment time={expiresAt} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p class="form-end">
        <button
          type="button"
          class="quiet"
          disabled={busy || items.length < 2}
          onClick={() => void endOthers()}
        >
          Sign out everywhere else
        </button>
        <span role="status">{said}</span>
      </p>
      <ProblemNote problem={problem} />
    </section>
  );
}
