import type { ComponentChildren } from 'preact';
import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { OutputText } from '../components/output-text.tsx';
import { CaseGroup } from './case-group.tsx';
import { ResultCard } from './result-card.tsx';
import { hasFailed, type ResultResource } from './result-types.ts';

interface GradedResultProps {
  readonly submission: SubmissionResource;
  readonly result: ResultResource;
  readonly children: ComponentChildren;
}

/** Verdict, what the compiler said, and the cases by group: the first that failed is open. */
export function GradedResult({ submission, result, children }: GradedResultProps) {
  const { groups, cases, limits, compileOutput, verdict } = result;
  const first = cases.find(hasFailed);
  const byGroup = groups
    .map((group) => ({ group, cases: cases.filter((found) => found.group === group.id) }))
    .filter((each) => each.cases.length > 0);
  return (
    <>
      <ResultCard {...{ submission, result }} />
      {children}
      {compileOutput !== null && compileOutput !== '' && (
        <OutputText label="The compiler says" text={compileOutput} />
      )}
      {verdict === 'CE' ? (
        <p class="nothing">No case was run: it has to compile first.</p>
      ) : (
        byGroup.map((each) => (
          <CaseGroup
            key={each.group.id}
            {...each}
            {...{ limits, first }}
            scored={!submission.samplesOnly}
          />
        ))
      )}
    </>
  );
}
