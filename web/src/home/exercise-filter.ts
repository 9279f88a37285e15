import type { ExerciseSummaryResource } from '../../../grading/resource/resources.ts';

export type ExerciseState = 'untouched' | 'tried' | 'passed';

/** An empty text filters nothing. */
export interface ExerciseFilter {
  readonly text: string;
  readonly phase: string;
  readonly topic: string;
  readonly kind: string;
  readonly language: string;
  readonly state: string;
}

export const NO_FILTER: ExerciseFilter = {
  ...{ text: '', phase: '', topic: '', kind: '', language: '', state: '' },
};

export function stateOf({ bestScore, points }: ExerciseSummaryResource): ExerciseState {
  if (bestScore === null) return 'untouched';
  return bestScore >= points ? 'passed' : 'tried';
}

export function matches(exercise: ExerciseSummaryResource, filter: ExerciseFilter): boolean {
  const { id, title, summary, phase, topics, kind, languages } = exercise;
  const words = filter.text.toLocaleLowerCase().split(/\s+/);
  const text = `${id} ${title} ${summary}`.toLocaleLowerCase();
  const allows = (wanted: string, found: readonly string[]): boolean =>
    wanted === '' || found.includes(wanted);
  return (
    words.every((word) => text.includes(word)) &&
    allows(filter.phase, [phase]) &&
    allows(filter.topic, topics) &&
    allows(filter.kind, [kind]) &&
    allows(filter.language, languages) &&
    allows(filter.state, [stateOf(exercise)])
  );
}
