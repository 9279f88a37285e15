import type { VerificationResource } from '../../../../grading/resource/resources.ts';
import { formatDuration, plural } from '../../../../grading/text/units.ts';
import { makeVisible } from '../../../../grading/text/visible-text.ts';

interface VerificationProgressProps {
  readonly verification: VerificationResource;
}

/** How far it is, or how it ended, in one card. */
export function VerificationProgress({ verification }: VerificationProgressProps) {
  const { state, done, total, running, stale } = verification;
  const isOver = state === 'finished' || state === 'failed';
  return (
    <section
      class={`desk-card verification verification-${toneOf(verification)}`}
      aria-label="State"
    >
      <p class="verification-headline" role="status">
        {headline(verification)}
      </p>
      {!isOver && (
        <>
          <progress aria-label="Solutions that were run" max={total || 1} value={done} />
          <p class="facts">
            {total > 0 && `${done} of ${plural(total, 'solution')}`}
            {running !== null && `; now ${makeVisible(running)}`}
          </p>
        </>
      )}
      {stale && <p>The solutions were changed since: verify it again.</p>}
    </section>
  );
}

const toneOf = ({ state, ok, stale }: VerificationResource): string => {
  if (state === 'queued' || state === 'running') return 'open';
  return ok === true && !stale ? 'good' : 'bad';
};

function headline({ state, ok, error, report }: VerificationResource): string {
  if (state === 'queued') return 'Waits for a worker; what learners hand in goes first.';
  if (state === 'running') return 'Under way';
  if (state === 'failed') {
    return `It could not be verified, for a reason of the server: ${makeVisible(error ?? 'unknown')}`;
  }
  if (report === null) return ok === true ? 'Sound' : 'Not sound';
  const { candidates, cases, gradingMs, problems } = report;
  const extent = `${plural(candidates.length, 'solution')} on ${plural(cases, 'case')} in ${formatDuration(gradingMs)}`;
  return ok === true
    ? `Sound: ${extent}, each with its verdict.`
    : `${plural(problems.length, 'mistake')} to mend: ${extent}.`;
}
