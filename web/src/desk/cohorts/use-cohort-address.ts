import { useMemo } from 'preact/hooks';
import { useLocation, useSearch } from 'wouter-preact';

export const PARTS = ['gradebook', 'assignments', 'members', 'settings'] as const;
export type CohortPart = (typeof PARTS)[number];

/** What of a cohort is shown, as it stands in the address; an empty text asks for nothing. */
export interface CohortAddress {
  readonly part: CohortPart;
  readonly q: string;
  readonly phase: string;
  /** As `readOrder` reads it. */
  readonly sort: string;
  /** `all`: exercises that are not assigned, too. */
  readonly exercises: string;
}

const FILTERS = ['q', 'phase', 'sort', 'exercises'] as const;

const readAddress = (search: URLSearchParams): CohortAddress => ({
  part: PARTS.find((part) => part === search.get('part')) ?? 'gradebook',
  q: search.get('q') ?? '',
  phase: search.get('phase') ?? '',
  sort: search.get('sort') ?? '',
  exercises: search.get('exercises') === 'all' ? 'all' : '',
});

/** Of the API's gradebook, in the same words. */
export const filterQuery = (address: CohortAddress): string =>
  new URLSearchParams(
    FILTERS.flatMap((name) => (address[name] === '' ? [] : [[name, address[name]]])),
  ).toString();

export const partHref = (id: string, part: CohortPart): string =>
  part === 'gradebook' ? `/desk/cohorts/${id}` : `/desk/cohorts/${id}?part=${part}`;

/** A change of the filters replaces the address, so that Back leaves the page. */
export function useCohortAddress(id: string) {
  const search = useSearch();
  const [, navigate] = useLocation();
  const address = useMemo(() => readAddress(new URLSearchParams(search)), [search]);
  const setAddress = (changed: Partial<CohortAddress>): void => {
    const query = filterQuery({ ...address, ...changed });
    navigate(`/desk/cohorts/${id}${query === '' ? '' : `?${query}`}`, { replace: true });
  };
  return { address, setAddress };
}
