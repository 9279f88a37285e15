import { VERDICT_TITLES, type Verdict } from '../../../grading/verdict/verdict.ts';

interface VerdictBadgeProps {
  readonly verdict: Verdict;
  /** Where more is known than the code says. */
  readonly title?: string;
}

/** The code with its word beside it: neither colour nor code has to be known. */
export function VerdictBadge({ verdict, title = VERDICT_TITLES[verdict] }: VerdictBadgeProps) {
  return (
    <span class={`verdict verdict-${verdict.toLowerCase()}`}>
      <b>{verdict}</b> {title}
    </span>
  );
}
