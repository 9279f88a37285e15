import { LANGUAGE_TITLES, type Language } from '../../../../grading/manifest/language-names.ts';
import type { FailureResource, RerunState } from '../../../../grading/resource/resources.ts';
import { makeVisible } from '../../../../grading/text/visible-text.ts';
import { Moment } from '../../components/moment.tsx';

interface FailureItemProps {
  readonly failure: FailureResource;
  readonly title: string;
  /** What has become of it since it was run again; null: it was not. */
  readonly rerun: RerunState['state'] | null;
  readonly busy: boolean;
  readonly runAgain: () => void;
}

const RERUN: Readonly<
  Record<RerunState['state'], { readonly text: string; readonly tone: string }>
> = {
  queued: { text: 'queued again', tone: '' },
  running: { text: 'being graded', tone: '' },
  graded: { text: 'graded', tone: 'desk-tag-good' },
  failed: { text: 'failed again', tone: 'desk-tag-warn' },
};

export function FailureItem({ failure, title, rerun, busy, runAgain }: FailureItemProps) {
  const { username, language, createdAt, attempts } = failure;
  return (
    <li class="failure-item">
      <div class="failure-head">
        <span>
          <b>{title}</b>{' '}
          <span class="facts">
            <bdi>{username}</bdi> · {LANGUAGE_TITLES[language as Language]} ·{' '}
            <Moment time={createdAt} />
          </span>
        </span>
        <span role="status">
          {rerun !== null ? (
            <span class={`desk-tag ${RERUN[rerun].tone}`}>{RERUN[rerun].text}</span>
          ) : (
            <button type="button" class="quiet small" disabled={busy} onClick={runAgain}>
              Run again<span class="unseen">: {`${title} of ${username}`}</span>
            </button>
          )}
        </span>
      </div>
      {attempts.map(({ number, workerId, error }) => (
        <details key={number} open={number === attempts.length}>
          <summary>
            Attempt {number} <span class="facts">on {workerId}</span>
          </summary>
          <pre tabIndex={0} role="group" aria-label={`Error of attempt ${number}`}>
            {error === null ? 'The worker was lost.' : makeVisible(error)}
          </pre>
        </details>
      ))}
    </li>
  );
}
