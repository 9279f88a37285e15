import { LANGUAGE_TITLES } from '../../../grading/manifest/language-names.ts';
import type { ExerciseSummaryResource } from '../../../grading/resource/resources.ts';
import { isFound } from './forgiving-search.ts';

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
  const named = languages.map((language) => LANGUAGE_TITLES[language]);
  const text = [id, title, summary, kind, project ?? '', ...topics, ...named].join(' ');
  const allows = (wanted: string, found: readonly string[]): boolean =>
    wanted === '' || found.includes(wanted);
  return (
    isFound(filter.q, text) &&
    allows(filter.phase, [phase]) &&
    allows(filter.topic, topics) &&
    allows(filter.project, project === null ? [] : [project]) &&
    allows(filter.kind, [kind]) &&
    allows(filter.language, languages) &&
    allows(filter.difficulty, [difficulty]) &&
    allows(filter.state, [stateOf(exercise)])
  );
}
