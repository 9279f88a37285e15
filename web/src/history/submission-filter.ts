import { LANGUAGES, SLUG_PATTERN } from '../../../grading/manifest/language-names.ts';
import { VERDICTS } from '../../../grading/verdict/verdict.ts';

/** What of my submissions is shown; it stands in the address, and an empty text filters nothing. */
export interface SubmissionFilter {
  readonly exercise: string;
  readonly verdict: string;
  readonly language: string;
  /** `submit`: without tries of the samples; `try`: these alone. */
  readonly what: string;
}

const NAMES = ['exercise', 'verdict', 'language', 'what'] as const;
export const PAGE_SIZE = 25;
/** Of the API. */
const MAX_PAGE_SIZE = 100;

export const CHOICES = {
  verdict: VERDICTS.filter((verdict) => verdict !== 'SK'),
  language: LANGUAGES,
  what: ['submit', 'try'],
} as const;

export const readFilter = (search: URLSearchParams): SubmissionFilter =>
  Object.fromEntries(
    NAMES.map((name) => [name, search.get(name) ?? '']),
  ) as unknown as SubmissionFilter;

/** How many are listed at once when the page is come back to: those that had been, within bounds. */
export function readShown(search: URLSearchParams): number {
  const shown = Number(search.get('shown'));
  const inRange = Number.isInteger(shown) && shown > PAGE_SIZE;
  return inRange ? Math.min(shown, MAX_PAGE_SIZE) : PAGE_SIZE;
}

/** The address of the page that shows this, and so many of it. */
export function addressOf(filter: SubmissionFilter, shown = PAGE_SIZE): string {
  const search = new URLSearchParams(
    NAMES.flatMap((name) => (filter[name] === '' ? [] : [[name, filter[name]]])),
  );
  if (shown > PAGE_SIZE) search.set('shown', String(Math.min(shown, MAX_PAGE_SIZE)));
  return search.size === 0 ? '/submissions' : `/submissions?${search.toString()}`;
}

/** The list's address in the API; what a stale link names and the API does not know is left out. */
export function pathOf(
  { exercise, verdict, language, what }: SubmissionFilter,
  limit = PAGE_SIZE,
): string {
  const known = (value: string, of: readonly string[]): boolean => of.includes(value);
  const query = new URLSearchParams({ limit: String(limit) });
  if (new RegExp(SLUG_PATTERN).test(exercise)) query.set('exerciseId', exercise);
  if (known(verdict, CHOICES.verdict)) query.set('verdict', verdict);
  if (known(language, CHOICES.language)) query.set('language', language);
  if (known(what, CHOICES.what)) query.set('samplesOnly', String(what === 'try'));
  return `submissions?${query.toString()}`;
}
