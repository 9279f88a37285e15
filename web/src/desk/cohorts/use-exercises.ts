import type { ExerciseSummaryResource } from '../../../../grading/resource/resources.ts';
import { useAllPages } from '../../state/use-all-pages.ts';
import type { Resource } from '../../state/use-resource.ts';

/** The whole catalogue; another `round` reads it again. */
export const useExercises = (round = 0): Resource<readonly ExerciseSummaryResource[]> =>
  useAllPages<ExerciseSummaryResource>('exercises?limit=100', round);
