import { useState } from 'preact/hooks';
import { Link, useLocation, useSearch } from 'wouter-preact';
import type { WaitingDeviceResource } from '../../../grading/resource/resources.ts';
import { ProblemForm, TextField, textOf } from '../components/problem-form.tsx';
import { ApiProblem, call } from '../api-client.ts';
import { Failure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { Moment } from '../components/moment.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { useAction } from '../state/use-action.ts';
import { useResource } from '../state/use-resource.ts';
import { useSession } from '../state/session.tsx';
import { useTitle } from '../state/use-title.ts';
import '../styles/account.css';

/** Where a command line sends its user: who asks, and whether it gets a token. */
export default function DevicePage() {
  useTitle('Approve a computer');
  const code = new URLSearchParams(useSearch()).get('code') ?? '';
  const [, navigate] = useLocation();
  const take = (data: FormData): Promise<void> => {
    navigate(`/device?code=${encodeURIComponent(textOf(data, 'code'))}`);
    return Promise.resolve();
  };
  return (
    <section class="narrow account-page">
      <h1>Approve a computer</h1>
      {code === '' ? (
        <ProblemForm action="Go on" done={null} onSubmit={take}>
          {(problem) => (
            <TextField
              {...{ name: 'code', label: 'Code', problem }}
              hint="The command line shows it: BCDF-GHJK."
            />
          )}
        </ProblemForm>
      ) : (
        <Device key={code} code={code} />
      )}
    </section>
  );
}

function Device({ code }: { readonly code: string }) {
  const path = `devices/${encodeURIComponent(code)}`;
  const device = useResource<WaitingDeviceResource>(path);
  const [decided, setDecided] = useState<'approved' | 'refused' | null>(null);
  const { busy, problem, run } = useAction();
  const decide = (approve: boolean): void => {
    void run(async () => {
      await call('POST', `${path}/decision`, { body: { approve } });
      setDecided(approve ? 'approved' : 'refused');
    });
  };
  if (decided !== null) return <Decided decided={decided} />;
  if (device.state === 'loading') return <Loading what="the request" />;
  if (device.state === 'failed') return <NotWaiting {...device} />;
  return (
    <>
      <Question {...{ device: device.value, busy, decide }} />
      <ProblemNote problem={problem} />
    </>
  );
}

/** Codes of the API that asking again does not change. */
const FINAL = new Set(['device-code-not-found', 'expired-device-code', 'device-code-decided']);

function NotWaiting({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  if (!(error instanceof ApiProblem) || !FINAL.has(error.code)) {
    return <Failure error={error} retry={retry} />;
  }
  return (
    <>
      <p class="decided" role="alert">
        {error.message}
      </p>
      <p>
        <Link href="/device">Type another code</Link>
      </p>
    </>
  );
}

interface QuestionProps {
  readonly device: WaitingDeviceResource;
  readonly busy: boolean;
  readonly decide: (approve: boolean) => void;
}

function Question({ device, busy, decide }: QuestionProps) {
  const { user } = useSession();
  const { clientName, userCode, address, createdAt } = device;
  return (
    <>
      <p>
        <b>
          <bdi>{clientName}</bdi>
        </b>{' '}
        asks to act as <b>{user?.username}</b>.
      </p>
      <p class="user-code">{userCode}</p>
      <p class="facts">
        Asked <Moment time={createdAt} /> from {address}. Approve it only if your own command line
        shows this code right now. If somebody sent you here, refuse.
      </p>
      <p class="choices">
        <button type="button" class="quiet" disabled={busy} onClick={() => decide(false)}>
          Refuse
        </button>
        <button type="button" disabled={busy} onClick={() => decide(true)}>
          Approve
        </button>
      </p>
    </>
  );
}

const Decided = ({ decided }: { readonly decided: 'approved' | 'refused' }) => (
  <p role="status" class="decided">
    {decided === 'approved'
      ? 'Approved. The command line goes on by itself; you can close this page.'
      : 'Refused. Nothing was granted.'}
  </p>
);
