import { useEffect, useState } from 'preact/hooks';
import type { CohortMemberResource } from '../../../../grading/resource/resources.ts';
import { call } from '../../api-client.ts';
import { usePages } from '../../state/use-pages.ts';

export type MemberChange = 'remove' | CohortMemberResource['role'];

/** The members of a cohort whose name contains `q`, with what was changed since they came. */
export function useMembers(cohortId: string, q: string) {
  const path = `cohorts/${cohortId}/members`;
  const filter = q === '' ? '' : `&q=${encodeURIComponent(q)}`;
  const pages = usePages<CohortMemberResource>(`${path}?limit=50${filter}`);
  // Null: taken out. The list itself stays where the reader is in it.
  const [changed, setChanged] = useState<ReadonlyMap<string, CohortMemberResource | null>>(
    new Map(),
  );
  useEffect(() => setChanged(new Map()), [q]);

  /** Gives the member as it is then; null: none any more. Rejects with an ApiProblem. */
  const change = async (id: string, to: MemberChange): Promise<CohortMemberResource | null> => {
    let now: CohortMemberResource | null = null;
    if (to === 'remove') await call('DELETE', `${path}/${id}`);
    else now = await call<CohortMemberResource>('PATCH', `${path}/${id}`, { body: { role: to } });
    setChanged((before) => new Map(before).set(id, now));
    return now;
  };
  const members = pages.items.flatMap((member) => {
    const now = changed.get(member.id);
    return now === null ? [] : [now ?? member];
  });
  return { pages, members, change };
}
