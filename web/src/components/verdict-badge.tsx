import { VERDICT_TITLES, type Verdict } from '../../../grading/verdict/verdict.ts';

/** The code with its word beside it: neither colour nor code has to be known. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span class={`verdict verdict-${verdict.toLowerCase()}`}>
      <b>{verdict}</b> {VERDICT_TITLES[verdict]}
    </span>
  );
}
