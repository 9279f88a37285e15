import { ownPath } from '../../../grading/text/own-path.ts';

/** Where a page wants its reader to go on after signing in (`?next=`). */
export const nextPath = (search: string): string =>
  ownPath(new URLSearchParams(search).get('next') ?? '/');

/** The address of `page` (`/sign-in`, `/register`) that leads on to `next`. */
export const withNext = (page: string, next: string): string =>
  next === '/' ? page : `${page}?next=${encodeURIComponent(next)}`;
