import { useState } from 'preact/hooks';
import type { EndedSessions, SessionListItem } from '../../../grading/resource/resources.ts';
import { plural } from '../../../grading/text/units.ts';
import { call } from '../api-client.ts';
import { Failure } from '../components/failure.tsx';
import { Moment } from '../components/moment.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { useAction } from '../state/use-action.ts';
import { useResource } from '../state/use-resource.ts';
import '../styles/desk.css';

/** Where I am signed in. */
export function Sessions() {
  const sessions = useResource<{ readonly items: readonly SessionListItem[] }>('sessions');
  const { busy, problem, run } = useAction();
  const [said, setSaid] = useState('');
  const end = (work: () => Promise<number>): void => {
    setSaid('');
    void run(async () => {
      setSaid(`${plural(await work(), 'session')} ended.`);
      sessions.reload();
    });
  };
  const endOne = (id: string): void =>
    end(async () => {
      await call('DELETE', `sessions/${id}`);
      return 1;
    });
  const endOthers = (): void =>
    end(async () => (await call<EndedSessions>('DELETE', 'sessions')).ended);
  const items = sessions.state === 'ready' ? sessions.value.items : [];
  return (
    <section class="account-part" aria-labelledby="sessions">
      <h2 id="sessions">Browsers</h2>
      {sessions.state === 'failed' && <Failure {...sessions} />}
      <ul class="account-list">
        {items.map((session) => (
          <Session key={session.id} {...{ session, busy }} onEnd={() => endOne(session.id)} />
        ))}
      </ul>
      <p class="form-end">
        <button
          type="button"
          class="quiet"
          disabled={busy || items.length < 2}
          onClick={() => endOthers()}
        >
          Sign out everywhere else
        </button>
        <span role="status">{said}</span>
      </p>
      <ProblemNote problem={problem} />
    </section>
  );
}

interface SessionProps {
  readonly session: SessionListItem;
  readonly busy: boolean;
  readonly onEnd: () => void;
}

/** This browser signs out in the menu. */
const Session = ({ session, busy, onEnd }: SessionProps) => (
  <li>
    <span>
      {session.client ?? 'A browser or program that is not known'}
      {session.current && (
        <>
          {' '}
          <span class="desk-tag">this one</span>
        </>
      )}
      <span class="facts">
        signed in <Moment time={session.createdAt} />
        {session.lastUsedAt !== null && (
          <>
            {' '}
            · last used <Moment time={session.lastUsedAt} />
          </>
        )}
      </span>
    </span>
    {!session.current && (
      <button type="button" class="quiet" disabled={busy} onClick={onEnd}>
        Sign out
        <span class="unseen">
          {' '}
          {session.client ?? 'the browser'} of <Moment time={session.createdAt} />
        </span>
      </button>
    )}
  </li>
);
