import type { ExerciseSummaryResource } from '../../../grading/resource/resources.ts';

export type ExerciseState = 'untouched' | 'tried' | 'passed';

export const FILTER_NAMES = [
  ...(['q', 'phase', 'topic', 'project', 'kind', 'language', 'difficulty', 'state'] as const),
];
/** As they stand in the address; an empty text filters nothing. */
export type ExerciseFilter = Readonly<Record<(typeof FILTER_NAMES)[number], string>>;

export const readFilter = (search: URLSearchParams): ExerciseFilter =>
  Object.fromEntries(
    FILTER_NAMES.map((name) => [name, search.get(name) ?? '']),
  ) as unknown as ExerciseFilter;

export function stateOf({ bestScore, points }: ExerciseSummaryResource): ExerciseState {
  if (bestScore === null) return 'untouched';
  return bestScore >= points ? 'passed' : 'tried';
}

export function matches(exercise: ExerciseSummaryResource, filter: ExerciseFilter): boolean {
  const { id, title, summary, phase, topics, project, kind, languages, difficulty } = exercise;
  const words = filter.q.toLocaleLowerCase().split(/\s+/);
  const text = `${id} ${title} ${summary} ${topics.join(' ')}`.toLocaleLowerCase();
  const allows = (wanted: string, found: readonly string[]): boolean =>
    wanted === '' || found.includes(wanted);
  return (
    words.every((word) => text.includes(word)) &&
    allows(filter.phase, [phase]) &&
    allows(filter.topic, topics) &&
    allows(filter.project, project === null ? [] : [project]) &&
    allows(filter.kind, [kind]) &&
    allows(filter.language, languages) &&
    allows(filter.difficulty, [difficulty]) &&
    allows(filter.state, [stateOf(exercise)])
  );
}
