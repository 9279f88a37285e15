import { useState } from 'preact/hooks';
import type { CohortResource } from '../../../../grading/resource/resources.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';
import { changeCohort } from './change-cohort.ts';

export interface CohortProps {
  readonly cohort: CohortResource;
  readonly setCohort: (cohort: CohortResource) => void;
}

/** Opens the account page with the code filled in. */
const joinLink = (code: string): string =>
  `${window.location.origin}/account?join=${encodeURIComponent(code)}`;

/** How learners come in: the code, large enough to be read from the back row, and a link. */
export function JoinCard({ cohort, setCohort }: CohortProps) {
  const [isReplacing, setReplacing] = useState(false);
  const { busy, problem, run } = useAction();
  const change = (joinCode: 'new' | 'none'): void => {
    setReplacing(false);
    void run(async () => setCohort(await changeCohort(cohort.id, { joinCode })));
  };
  const { joinCode, archived } = cohort;
  return (
    <section class="desk-card join-card" aria-labelledby="join-title">
      <h2 id="join-title">Joining</h2>
      {archived && <p>This cohort is archived: nobody can join. Restore it to let learners in.</p>}
      {joinCode === null ? (
        !archived && <p>Joining is closed. Make a new code to let learners in.</p>
      ) : (
        <Code code={joinCode} />
      )}
      <p class="join-actions">
        <button
          type="button"
          class="quiet small"
          disabled={busy}
          onClick={() => (joinCode === null ? change('new') : setReplacing(true))}
        >
          New code
        </button>
        {joinCode !== null && (
          <button type="button" class="quiet small" disabled={busy} onClick={() => change('none')}>
            Close joining
          </button>
        )}
      </p>
      <ProblemNote problem={problem} />
      {isReplacing && (
        <ConfirmDialog
          title="Replace the join code?"
          text="The code and the link that you gave out stop working. Who has joined stays."
          action="New code"
          onConfirm={() => change('new')}
          onClose={() => setReplacing(false)}
        />
      )}
    </section>
  );
}

function Code({ code }: { readonly code: string }) {
  const link = joinLink(code);
  return (
    <>
      <div class="join-row">
        <pre class="join-code">{code}</pre>
        <CopyButton what="join code" text={code} />
      </div>
      <p class="facts">Learners type it on their account page, or open this link:</p>
      <div class="join-row">
        <pre class="join-link">
          <a href={link}>{link}</a>
        </pre>
        <CopyButton what="join link" text={link} />
      </div>
    </>
  );
}
