import { useMemo } from 'preact/hooks';
import type { ExerciseSummaryResource } from '../../../grading/resource/resources.ts';
import { useAllPages } from './use-all-pages.ts';

/** The titles of all exercises by id; empty until they are there. */
export function useTitles(): ReadonlyMap<string, string> {
  const exercises = useAllPages<ExerciseSummaryResource>('exercises?limit=100');
  return useMemo(
    () =>
      new Map(
        exercises.state === 'ready' ? exercises.value.map(({ id, title }) => [id, title]) : [],
      ),
    [exercises.state],
  );
}
