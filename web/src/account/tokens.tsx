import { useState } from 'preact/hooks';
import type { CreatedTokenResource, TokenResource } from '../../../grading/resource/resources.ts';
import { call } from '../api-client.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Failure } from '../components/failure.tsx';
import { Moment } from '../components/moment.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { useAction } from '../state/use-action.ts';
import { usePages } from '../state/use-pages.ts';
import { ProblemForm, TextField, textOf } from '../components/problem-form.tsx';

/** Tokens of command lines: made here and shown once, or by `assay login`; revoked one by one. */
export function Tokens() {
  const tokens = usePages<TokenResource>('tokens?limit=50');
  const [created, setCreated] = useState<CreatedTokenResource | null>(null);
  const create = async (data: FormData): Promise<void> => {
    const body = { name: textOf(data, 'name') };
    setCreated(await call<CreatedTokenResource>('POST', 'tokens', { body }));
    tokens.reload();
  };
  return (
    <section class="account-part" aria-labelledby="tokens">
      <h2 id="tokens">Command lines</h2>
      <p>
        <code>assay login</code> opens a page here to approve your computer. Where it has no browser
        to open, make a token below.
      </p>
      {created !== null && <NewToken {...created} />}
      {tokens.error !== null && <Failure error={tokens.error} retry={tokens.reload} />}
      <ul class="account-list">
        {tokens.items.map((token) => (
          <Token key={token.id} token={token} onRevoked={tokens.reload} />
        ))}
      </ul>
      {tokens.state === 'ready' && tokens.items.length === 0 && (
        <p class="nothing">No computer has a token of yours.</p>
      )}
      {tokens.hasMore && (
        <button type="button" class="quiet" onClick={tokens.more}>
          Older ones
        </button>
      )}
      <ProblemForm action="Make a token" done={null} onSubmit={create}>
        {(problem) => (
          <TextField
            {...{ name: 'name', label: 'Name of a new token', problem }}
            hint="Such as the computer that it is for."
          />
        )}
      </ProblemForm>
    </section>
  );
}

function NewToken({ name, token }: CreatedTokenResource) {
  return (
    <div class="new-token" role="status">
      <p>
        <b>{name}</b>: copy it now. It is not shown again.
      </p>
      <pre tabIndex={0} aria-label="The token">
        {token}
      </pre>
      <CopyButton what="the token" text={token} />
      <p class="facts">
        On that computer: <code>assay login --token-stdin</code>, paste it, Enter, Ctrl-D.
      </p>
    </div>
  );
}

interface TokenProps {
  readonly token: TokenResource;
  readonly onRevoked: () => void;
}

function Token({ token: { id, name, createdAt, lastUsedAt }, onRevoked }: TokenProps) {
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  const revoke = (): void => {
    setAsking(false);
    void run(async () => {
      await call('DELETE', `tokens/${id}`);
      onRevoked();
    });
  };
  return (
    <li>
      <span>
        <bdi>{name}</bdi>
        <span class="facts">
          made <Moment time={createdAt} /> ·{' '}
          {lastUsedAt === null ? 'never used' : <LastUsed time={lastUsedAt} />}
        </span>
      </span>
      <button
        type="button"
        class="quiet"
        disabled={busy}
        aria-label={`Revoke ${name}`}
        onClick={() => setAsking(true)}
      >
        Revoke
      </button>
      {problem !== null && <ProblemNote problem={problem} />}
      {asking && (
        <ConfirmDialog
          title={`Revoke "${name}"?`}
          text="Whatever uses this token is signed out at once. This cannot be taken back."
          action="Revoke it"
          onConfirm={revoke}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

const LastUsed = ({ time }: { readonly time: string }) => (
  <>
    last used <Moment time={time} />
  </>
);
