import { useMemo } from 'preact/hooks';
import { useExercises } from './use-exercises.ts';

/** The titles of all exercises by id; empty until they are there. */
export function useTitles(): ReadonlyMap<string, string> {
  const exercises = useExercises();
  return useMemo(
    () =>
      new Map(
        exercises.state === 'ready' ? exercises.value.map(({ id, title }) => [id, title]) : [],
      ),
    [exercises.state],
  );
}
