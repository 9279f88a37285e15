import type { FollowedSubmission } from '../state/follow-submission.ts';
import { CaseMarks } from './case-marks.tsx';
import { progressNote, progressText } from './progress-text.ts';

interface ProgressCardProps {
  readonly followed: FollowedSubmission;
  readonly sending: boolean;
  /** Cases that there will be; null: not known yet. */
  readonly expected: number | null;
}

/** The lines are those of the result card, so that nothing moves when the verdict comes. */
export function ProgressCard({ followed, sending, expected }: ProgressCardProps) {
  const { marks, totalCases } = followed.progress;
  const note = sending ? null : progressNote(followed);
  return (
    <div class="result-card">
      <p class="result-headline">
        <span class="spinner" aria-hidden="true" />
        {sending ? 'Handing in …' : progressText(followed)}
      </p>
      <CaseMarks
        verdicts={sending ? [] : marks.map(({ verdict }) => verdict)}
        total={sending ? expected : (totalCases ?? expected)}
        running={totalCases !== null}
      />
      <p class="result-note">{note}</p>
    </div>
  );
}
