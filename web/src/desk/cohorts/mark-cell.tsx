import type { GradebookResource } from '../../../../grading/resource/resources.ts';
import { formatPoints, plural } from '../../../../grading/text/units.ts';

type Exercise = GradebookResource['exercises'][number];
type Learner = GradebookResource['learners'][number];
type Mark = Learner['marks'][number];

interface MarkCellProps {
  readonly href: string;
  readonly learner: Learner;
  readonly exercise: Exercise;
  readonly mark: Mark;
}

type MarkState = 'full' | 'part' | 'none' | 'waiting';

function stateOf({ score }: Mark, { maxScore }: Exercise): MarkState {
  if (score === null) return 'waiting';
  if (score >= maxScore) return 'full';
  return score > 0 ? 'part' : 'none';
}

/**
 * One score of the matrix. There may be many thousands, so that this is a plain function and its link
 * a plain one: the table follows them without a reload.
 */
export function markCell({ href, learner, exercise, mark }: MarkCellProps) {
  const { score, submissions, late } = mark;
  if (submissions === 0) {
    return (
      <td key={exercise.id} class="mark mark-untried">
        <span aria-hidden="true">·</span>
        <span class="unseen">not tried</span>
      </td>
    );
  }
  const state = stateOf(mark, exercise);
  const said =
    score === null ? 'not graded' : `${formatPoints(score)} of ${formatPoints(exercise.maxScore)}`;
  const facts = [said, ...(late ? ['late'] : []), plural(submissions, 'submission')];
  return (
    <td key={exercise.id} class={`mark mark-${state}`}>
      <a
        href={href}
        title={facts.join(', ')}
        aria-label={`${facts.join(', ')}: ${learner.displayName}, ${exercise.title}`}
      >
        {score === null ? '…' : formatPoints(score)}
        {late && <small>late</small>}
      </a>
    </td>
  );
}
