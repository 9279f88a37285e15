import type { Verdict } from '../../../grading/verdict/verdict.ts';

/** More than these would be a carpet: then a bar says how far it is. */
const MAX_MARKS = 120;
const PERCENT = 100;

interface CaseMarksProps {
  readonly verdicts: readonly Verdict[];
  /** Null: not known yet. */
  readonly total: number | null;
  /** The grading goes on: the next mark shows it. */
  readonly running: boolean;
}

/** A mark a case, which fills when its case has run. The words beside it say the same. */
export function CaseMarks({ verdicts, total, running }: CaseMarksProps) {
  const count = Math.max(total ?? 0, verdicts.length);
  if (count > MAX_MARKS) {
    return (
      <div class="marks" aria-hidden="true">
        <span class="marks-bar">
          <span style={{ width: `${(verdicts.length / count) * PERCENT}%` }} />
        </span>
      </div>
    );
  }
  return (
    <div class="marks" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <span key={index} class={`mark ${classOf(verdicts[index])}`}>
          {signOf(verdicts[index], running && index === verdicts.length)}
        </span>
      ))}
    </div>
  );
}

function classOf(verdict: Verdict | undefined): string {
  if (verdict === undefined) return 'mark-open';
  if (verdict === 'AC') return 'mark-good';
  return verdict === 'SK' || verdict === 'IE' ? 'mark-left' : 'mark-bad';
}

function signOf(verdict: Verdict | undefined, isNext: boolean): string {
  if (verdict === undefined) return isNext ? '…' : '';
  if (verdict === 'AC') return '✓';
  return verdict === 'SK' ? '–' : '✗';
}
