import { useMemo } from 'preact/hooks';
import type { PhaseResource } from '../../../../grading/resource/resources.ts';
import { useResource } from '../../state/use-resource.ts';

/** Of phases by id; empty until they are there. */
export function usePhaseTitles(): ReadonlyMap<string, string> {
  const phases = useResource<{ readonly items: readonly PhaseResource[] }>('phases');
  return useMemo(
    () =>
      new Map(
        phases.state === 'ready' ? phases.value.items.map(({ id, title }) => [id, title]) : [],
      ),
    [phases.state],
  );
}
