import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { formatPoints, plural } from '../../../grading/text/units.ts';
import { OutputText } from '../components/output-text.tsx';
import { VerdictBadge } from '../components/verdict-badge.tsx';
import { CaseRow } from './case-row.tsx';

type Result = NonNullable<SubmissionResource['result']>;

interface GradedResultProps {
  readonly result: Result;
  readonly samplesOnly: boolean;
}

export function GradedResult({ result, samplesOnly }: GradedResultProps) {
  const { verdict, score, maxScore, groups, cases, compileOutput, limits } = result;
  const passed = cases.filter((found) => found.verdict === 'AC').length;
  return (
    <>
      <p class="summary" role="status">
        <VerdictBadge verdict={verdict} />
        {samplesOnly
          ? ` samples only, ${passed} of ${plural(cases.length, 'case')}; nothing is scored`
          : ` ${formatPoints(score)} of ${formatPoints(maxScore)} points, ${passed} of ${plural(cases.length, 'case')}`}
      </p>
      {compileOutput !== null && compileOutput !== '' && (
        <OutputText label="The compiler says" text={compileOutput} />
      )}
      {!samplesOnly && (
        <ul class="groups">
          {groups
            .filter(({ points }) => points > 0)
            .map(({ id, title, points, score: got }) => (
              <li key={id}>
                <span>{title}</span>
                <meter min={0} max={points} value={got} aria-label={title} />
                <span>
                  {formatPoints(got)} / {formatPoints(points)}
                </span>
              </li>
            ))}
        </ul>
      )}
      <ul class="cases">
        {cases.map((found) => (
          <CaseRow key={found.name} {...{ found, limits }} />
        ))}
      </ul>
    </>
  );
}
