import type { ExerciseSummaryResource } from '../../../grading/resource/resources.ts';
import { useAllPages } from './use-all-pages.ts';
import type { Resource } from './use-resource.ts';

/** The whole catalogue. */
export const useExercises = (): Resource<readonly ExerciseSummaryResource[]> =>
  useAllPages<ExerciseSummaryResource>('exercises?limit=100');
