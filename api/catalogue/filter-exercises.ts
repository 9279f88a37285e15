import type { PublicExercise } from './exercise-resource.ts';

export interface ExerciseFilter {
  readonly phase?: string;
  readonly topic?: string;
  readonly kind?: string;
  readonly language?: string;
  readonly q?: string;
}

const searchText = (exercise: PublicExercise): string =>
  [exercise.id, exercise.title, exercise.summary, ...exercise.topics].join(' ').toLowerCase();

/** Every word of `q` must stand somewhere in id, title, summary or topics; case does not matter. */
const matchesSearch = (exercise: PublicExercise, q: string): boolean => {
  const text = searchText(exercise);
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

export const matchesFilter = (exercise: PublicExercise, filter: ExerciseFilter): boolean =>
  (filter.phase === undefined || exercise.phase === filter.phase) &&
  (filter.topic === undefined || exercise.topics.includes(filter.topic)) &&
  (filter.kind === undefined || exercise.kind === filter.kind) &&
  (filter.language === undefined ||
    exercise.languages.some((language) => language === filter.language)) &&
  (filter.q === undefined || matchesSearch(exercise, filter.q));
