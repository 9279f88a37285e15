import { ROUTES } from '../../api/routes/index.ts';
import type { Route } from '../../api/http/route.ts';
import type { Role } from '../../grading/account/role.ts';
import type { Database } from '../../platform/database/database.ts';
import { PASSWORD, type Answer, type TestApi } from '../support/api.ts';

/** Every route of the table, called by everybody with everything. */
const NOBODYS_ID = '00000000-0000-7000-8000-000000000000';

/** `/users/:id` with what stands in the parameters' places, as it is sent. */
export const addressOf = ({ path }: Pick<Route, 'path'>, value = NOBODYS_ID): string =>
  path.replaceAll(/:\w+/g, value).slice(1);

/** The same with ids of what is there, so that what comes after the look-up is reached. */
export const realAddressOf = (
  { path }: Pick<Route, 'path'>,
  ids: { readonly cohort: string; readonly user: string },
): string =>
  path
    .replace('/cohorts/:id', `/cohorts/${ids.cohort}`)
    .replace('/exercises/:id', '/exercises/word-count')
    .replace(':userId', ids.user)
    .replaceAll(/:\w+/g, NOBODYS_ID)
    .slice(1);

export const nameOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`;

/** The stream has no end of its own. */
export const WALKED = ROUTES.filter(({ operationId }) => operationId !== 'followSubmission');
export const WITH_BODY = ROUTES.filter(({ body }) => body !== undefined);

/** A person in a browser. */
export interface Visitor {
  readonly username: string;
  readonly cookie: string;
  readonly csrfToken: string;
}

export const visitorOf = async (
  api: TestApi,
  { prisma }: Database,
  role: Role,
): Promise<Visitor> => {
  const { username } = await api.newUser();
  await prisma.user.update({ where: { username }, data: { role } });
  return signIn(api, username);
};

export const signIn = async (api: TestApi, username: string): Promise<Visitor> => {
  const answer = await api.call('POST', 'sessions', { body: { username, password: PASSWORD } });
  const { csrfToken } = answer.json as { csrfToken: string };
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { username, cookie, csrfToken };
};

/** What no answer may hold: stack traces, statements, paths, names of what it is made of. */
const INSIDES =
  /\bat \S+ \(|node_modules|\.(?:ts|js):\d|\/(?:work|home|root|usr|tmp)\/|SELECT |INSERT |UPDATE "|"Submission"|Prisma|prisma|postgres|P\d{4}\b|ECONN|\$argon2|BullMQ|ioredis/;

/** Null where an answer is as a stranger may see it: known status, a problem where it is one. */
export const leakOf = ({ status, headers, text }: Answer): string | null => {
  const found = INSIDES.exec(text)?.[0];
  if (found !== undefined) return `${status} says ${found}`;
  if (status >= 500) return `${status} ${text}`;
  if (status < 400) return null;
  const type = headers.get('content-type') ?? '';
  return type.startsWith('application/problem+json') ? null : `${status} of type ${type}`;
};
