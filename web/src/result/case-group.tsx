import { useState } from 'preact/hooks';
import { formatPoints, plural } from '../../../grading/text/units.ts';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import { CaseItem } from './case-item.tsx';
import type { CaseResource, ResultResource } from './result-types.ts';

/** Of a long list; the rest waits behind a button. */
const SHOWN_CASES = 10;

interface CaseGroupProps {
  readonly group: ResultResource['groups'][number];
  readonly cases: readonly CaseResource[];
  readonly limits: ResultResource['limits'];
  readonly scored: boolean;
  /** The one that is opened for the reader. */
  readonly first: CaseResource | undefined;
}

/** Cases that are scored together, below what they gave. */
export function CaseGroup({ group, cases, limits, scored, first }: CaseGroupProps) {
  const [all, setAll] = useState(false);
  // What failed first is never behind the button.
  const shown = cases.filter((found, index) => all || index < SHOWN_CASES || found === first);
  const hidden = cases.length - shown.length;
  return (
    <section class="case-group" aria-label={group.title}>
      <h3>
        <span>{makeVisible(group.title)}</span>
        {scored && group.points > 0 && <Points {...group} />}
      </h3>
      <ul class="cases">
        {shown.map((found) => (
          <CaseItem key={found.name} {...{ found, limits }} open={found === first} />
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" class="quiet small" onClick={() => setAll(true)}>
          Show {plural(hidden, 'more case')}
        </button>
      )}
    </section>
  );
}

function Points({ points, score, passedCases, totalCases }: ResultResource['groups'][number]) {
  const text = `${formatPoints(score)} of ${formatPoints(points)} points`;
  return (
    <>
      <meter min={0} max={points} value={score} aria-label={text} />
      <span class="group-points" title={`${passedCases} of ${plural(totalCases, 'case')}`}>
        {formatPoints(score)} / {formatPoints(points)}
      </span>
    </>
  );
}
