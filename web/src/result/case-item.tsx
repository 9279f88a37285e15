import { makeVisible } from '../../../grading/text/visible-text.ts';
import { titleOfCase } from '../../../grading/verdict/verdict.ts';
import { VerdictBadge } from '../components/verdict-badge.tsx';
import { hasFailed, type CaseResource, type ResultResource } from './result-types.ts';
import { SampleFeedback } from './sample-feedback.tsx';
import { Usage } from './usage-bar.tsx';

interface CaseItemProps {
  readonly found: CaseResource;
  readonly limits: ResultResource['limits'];
  /** At first; then it is the reader's to open and close. */
  readonly open: boolean;
}

/** One case: a line that says how it went, and below it all that may be told. */
export function CaseItem({ found, limits, open }: CaseItemProps) {
  const tells = found.verdict !== 'AC' || found.sampleFeedback !== null;
  return (
    <li class="case">
      {tells ? (
        <details open={open}>
          <summary class="case-head">
            <CaseHead {...{ found, limits }} />
          </summary>
          <CaseBody found={found} />
        </details>
      ) : (
        <div class="case-head">
          <CaseHead {...{ found, limits }} />
        </div>
      )}
    </li>
  );
}

function CaseHead({ found, limits }: Pick<CaseItemProps, 'found' | 'limits'>) {
  const { name, sample, verdict } = found;
  const ran = verdict !== 'SK' && verdict !== 'CE';
  return (
    <>
      <span class="case-name">
        <bdi>{makeVisible(name)}</bdi>
        {sample && <small class="chip">sample</small>}
      </span>
      <VerdictBadge verdict={verdict} title={titleOfCase(found, limits)} />
      {ran && <Usage {...{ found, limits }} />}
    </>
  );
}

function CaseBody({ found }: { readonly found: CaseResource }) {
  const { verdict, message, hint, sampleFeedback } = found;
  return (
    <div class="case-body">
      {verdict !== 'AC' && message !== '' && <p class="message">{makeVisible(message)}</p>}
      {hasFailed(found) && hint !== null && (
        <p class="hint">
          <b>Hint:</b> {makeVisible(hint)}
        </p>
      )}
      {sampleFeedback !== null && (
        <SampleFeedback feedback={sampleFeedback} accepted={verdict === 'AC'} />
      )}
    </div>
  );
}
