import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { formatPoints, plural } from '../../../grading/text/units.ts';
import { Failure } from '../components/failure.tsx';
import { OutputText } from '../components/output-text.tsx';
import { VerdictBadge } from '../components/verdict-badge.tsx';
import type { FollowedSubmission } from '../state/use-submission.ts';
import { CaseRow } from './case-row.tsx';
import { progressText } from './progress-text.ts';

type Result = NonNullable<SubmissionResource['result']>;

interface ResultPanelProps {
  readonly followed: FollowedSubmission;
  /** The request that hands in is under way, so that there is nothing to follow yet. */
  readonly sending: boolean;
}

export function ResultPanel({ followed, sending }: ResultPanelProps) {
  const { submission, event, error } = followed;
  if (!sending && submission?.result) {
    return <ResultView result={submission.result} samplesOnly={submission.samplesOnly} />;
  }
  // It has a verdict and no result: nothing was found out about the solution.
  if (!sending && submission?.state === 'failed') {
    return (
      <p class="summary" role="status">
        <VerdictBadge verdict="IE" /> The grader failed, not your solution, and nothing was scored.
        Submit again; if it stays so, tell your instructor.
      </p>
    );
  }
  if (!sending && error !== null) {
    return <Failure error={error} retry={() => window.location.reload()} />;
  }
  const share = event?.type === 'case' ? event.index / event.totalCases : undefined;
  return (
    <div class="grading">
      <p role="status">{sending ? 'Handing in …' : progressText(submission, event)}</p>
      <progress value={share} aria-label="Grading" />
    </div>
  );
}

interface ResultViewProps {
  readonly result: Result;
  readonly samplesOnly: boolean;
}

function ResultView({ result, samplesOnly }: ResultViewProps) {
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
