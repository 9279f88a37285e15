/**
 * Where a page wants its reader to go on after signing in (`?next=`): a path of these pages, with
 * its search and hash. Anything else, such as another site's address, is the home page.
 */
export function nextPath(search: string): string {
  const wanted = new URLSearchParams(search).get('next') ?? '/';
  // As a browser reads it: `//host`, `/\host` and a tab between them are addresses of other sites.
  const base = 'http://here.invalid';
  if (!wanted.startsWith('/') || !URL.canParse(wanted, base)) return '/';
  const { origin, pathname, search: query, hash } = new URL(wanted, base);
  // `/.//host` is of this site, and its path alone is not.
  const isOwn = origin === base && !pathname.startsWith('//');
  return isOwn ? `${pathname}${query}${hash}` : '/';
}

/** The address of `page` (`/sign-in`, `/register`) that leads on to `next`. */
export const withNext = (page: string, next: string): string =>
  next === '/' ? page : `${page}?next=${encodeURIComponent(next)}`;
