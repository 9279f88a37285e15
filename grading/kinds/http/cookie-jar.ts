import type { HttpAnswer } from './types.ts';

/** A jar is a browser's, and a browser forgets. */
const MAX_COOKIES = 50;
const MAX_COOKIE_LENGTH = 4096;

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/**
 * The cookies of one case's conversation, which is with one host over one connection's worth of
 * trust: of a cookie's attributes, Path and the two that delete it (Max-Age, Expires) matter.
 * What the service sends is not trusted: nothing throws, and a cookie that is none is left out.
 */
export class CookieJar {
  #cookies: readonly Cookie[] = [];

  /** Takes the cookies that an answer sets. */
  take({ headers }: Pick<HttpAnswer, 'headers'>, target: string): void {
    for (const { name, value } of headers) {
      if (name.toLowerCase() === 'set-cookie') this.#set(value, target);
    }
  }

  /** The header `Cookie` for a request; empty where there is none to send. */
  headerFor(target: string): string {
    const path = pathOf(target);
    return this.#cookies
      .filter((cookie) => isWithin(path, cookie.path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  #set(header: string, target: string): void {
    if (header.length > MAX_COOKIE_LENGTH) return;
    const [pair = '', ...parts] = header.split(';');
    const split = pair.indexOf('=');
    const name = pair.slice(0, split).trim();
    if (split <= 0 || name === '') return;
    const attributes = new Map(parts.map(attribute));
    const given = attributes.get('path') ?? '';
    const path = given.startsWith('/') ? given : defaultPath(target);
    const others = this.#cookies.filter((one) => one.name !== name || one.path !== path);
    const cookie = { name, value: pair.slice(split + 1).trim(), path };
    this.#cookies = isDeletion(attributes) ? others : [...others, cookie].slice(-MAX_COOKIES);
  }
}

function attribute(part: string): [string, string] {
  const [name = '', ...value] = part.split('=');
  return [name.trim().toLowerCase(), value.join('=').trim()];
}

function isDeletion(attributes: ReadonlyMap<string, string>): boolean {
  const maxAge = attributes.get('max-age');
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0;
  const expires = Date.parse(attributes.get('expires') ?? '');
  return !Number.isNaN(expires) && expires <= Date.now();
}

const pathOf = (target: string): string => target.split('?', 1)[0] ?? '/';

/** RFC 6265, 5.1.4: up to the last slash. */
function defaultPath(target: string): string {
  const path = pathOf(target);
  const end = path.lastIndexOf('/');
  return end <= 0 ? '/' : path.slice(0, end);
}

const isWithin = (path: string, cookiePath: string): boolean =>
  path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
