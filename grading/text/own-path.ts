/**
 * Where a page wants its reader to go on (`?next=`): a path of our own pages, with its search and
 * hash. Anything else, such as another site's address, is the home page.
 */
export function ownPath(wanted: string): string {
  // As a browser reads it: `//host`, `/\host` and a tab between them are addresses of other sites.
  const base = 'http://here.invalid';
  if (!wanted.startsWith('/') || !URL.canParse(wanted, base)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, base);
  // `/.//host` is ours, but what it comes to, `//host`, is not.
  if (origin !== base || pathname.startsWith('//')) return '/';
  return `${pathname}${search}${hash}`;
}
