import { LANGUAGES } from '../../../grading/manifest/language-names.ts';
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
const PAGE_SIZE = 25;

export const CHOICES = {
  verdict: VERDICTS.filter((verdict) => verdict !== 'SK'),
  language: LANGUAGES,
  what: ['submit', 'try'],
} as const;

export const readFilter = (search: URLSearchParams): SubmissionFilter =>
  Object.fromEntries(
    NAMES.map((name) => [name, search.get(name) ?? '']),
  ) as unknown as SubmissionFilter;

/** The address of the page that shows this. */
export function addressOf(filter: SubmissionFilter): string {
  const search = new URLSearchParams(
    NAMES.flatMap((name) => (filter[name] === '' ? [] : [[name, filter[name]]])),
  ).toString();
  return search === '' ? '/submissions' : `/submissions?${search}`;
}

/** The list's address in the API; what a stale link names and the API does not know is left out. */
export function pathOf({ exercise, verdict, language, what }: SubmissionFilter): string {
  const known = (value: string, of: readonly string[]): boolean => of.includes(value);
  const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
  if (exercise !== '') query.set('exerciseId', exercise);
  if (known(verdict, CHOICES.verdict)) query.set('verdict', verdict);
  if (known(language, CHOICES.language)) query.set('language', language);
  if (known(what, CHOICES.what)) query.set('samplesOnly', String(what === 'try'));
  return `submissions?${query.toString()}`;
}
