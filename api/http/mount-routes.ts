import { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import type { ApiServices } from '../services.ts';
import { ApiError } from './api-error.ts';
import { identify, unauthenticated } from './authenticate.ts';
import type { Identity } from './identity.ts';
import { readJsonBody } from './json-body.ts';
import type { RateLimiterName } from './rate-limits.ts';
import { assertOwnRequest } from './request-origin.ts';
import { requireOwnPassword, requireRole } from './require.ts';
import { ANSWERED, roleOf } from './route.ts';
import { runMiddleware } from './run-middleware.ts';
import type { Exchange, Reply, Route } from './route.ts';
import { readUpload } from './read-upload.ts';
import { bodyCheck, queryCheck } from './validation.ts';

export interface MountOptions {
  /** Check every answer against its schema: in tests and development. */
  readonly checkReplies: boolean;
}

const authenticate = async (
  route: Route,
  req: Request,
  res: Response,
  services: ApiServices,
): Promise<Identity | null> => {
  const identity = route.auth === 'public' ? null : await identify(req, services);
  const needed = roleOf(route.auth);
  if (needed !== null && identity === null) throw unauthenticated();
  if (identity !== null) res.locals['userId'] = identity.user.id;
  assertOwnRequest(req, identity, services.publicUrl);
  if (identity !== null && route.withTemporaryPassword !== true) requireOwnPassword(identity);
  if (needed !== null && identity !== null) requireRole(identity, needed);
  return identity;
};

const checkParams = (route: Route): ((req: Request) => void) => {
  const params = Object.entries(route.params ?? {}).map(([name, { schema, notFound }]) => ({
    name,
    notFound,
    form: new RegExp(schema.pattern, 'u'),
  }));
  return (req) => {
    for (const { name, notFound, form } of params) {
      if (form.test(String(req.params[name]))) continue;
      throw new ApiError(notFound, `There is none with this ${name}. Check it.`);
    }
  };
};

const readQuery = (route: Route): ((req: Request) => unknown) => {
  if (route.query === undefined) return () => undefined;
  const check = queryCheck(route.query);
  return (req) => {
    const query: unknown = { ...req.query };
    const errors = check(query);
    if (errors.length === 0) return query;
    throw new ApiError('invalid-parameter', errors.map(({ message }) => message).join(' '), {
      errors,
    });
  };
};

const readBody = (route: Route): ((req: Request, res: Response) => Promise<unknown>) => {
  const { upload } = route;
  if (upload !== undefined) return (req) => readUpload(req, upload);
  if (route.body === undefined) return () => Promise.resolve(undefined);
  const check = bodyCheck(route.body);
  return async (req, res) => {
    const body = await readJsonBody(req, res, route.bodySize ?? 'small');
    const errors = check(body);
    if (errors.length === 0) return body;
    const fields = errors.map(({ field }) => field || 'the body').join(', ');
    throw new ApiError('validation-failed', `Mend ${fields} and send it again.`, { errors });
  };
};

const replyCheck = (route: Route): ((reply: Reply) => void) => {
  const checks = new Map(
    Object.entries(route.replies).flatMap(([status, { schema }]) =>
      schema === null ? [] : [[Number(status), bodyCheck(schema)] as const],
    ),
  );
  return ({ status, body }) => {
    if (!(status in route.replies)) throw new Error(`${route.operationId} declares no ${status}.`);
    const errors = checks.get(status)?.(body) ?? [];
    if (errors.length === 0 && checks.has(status) === (body !== undefined)) return;
    throw new Error(`${route.operationId} ${status} is not as declared: ${JSON.stringify(errors)}`);
  };
};

const send = (res: Response, { status, body, headers }: Reply): void => {
  res.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (body === undefined) res.end();
  else res.json(body);
};

const handlerOf = (route: Route, services: ApiServices, options: MountOptions): RequestHandler => {
  const paramsOf = checkParams(route);
  const queryOf = readQuery(route);
  const bodyOf = readBody(route);
  const check = options.checkReplies ? replyCheck(route) : undefined;
  const limit = async (
    names: readonly RateLimiterName[] | undefined,
    req: Request,
    res: Response,
  ) => {
    for (const name of names ?? []) await runMiddleware(services.limiters[name], req, res);
  };
  return async (req, res) => {
    const identity = await authenticate(route, req, res, services);
    await limit(route.limitedBy, req, res);
    paramsOf(req);
    const query = queryOf(req);
    const body = await bodyOf(req, res);
    await limit(route.limitedByBody, req, res);
    const exchange: Exchange = { req, res, services, identity, query, body, params: req.params };
    const reply = await route.handle(exchange);
    if (reply === ANSWERED) return;
    check?.(reply);
    send(res, reply);
  };
};

const otherMethod =
  (allowed: readonly string[]): RequestHandler =>
  (req, res) => {
    const allow = allowed.join(', ');
    if (req.method === 'OPTIONS') {
      res.status(204).set('Allow', allow).end();
      return;
    }
    throw new ApiError('method-not-allowed', `${req.method} does not work here; ${allow} do.`, {
      headers: { Allow: allow },
    });
  };

/** Express's routes from the table; a path that a table row has answers other methods with 405. */
export const mountRoutes = (
  routes: readonly Route[],
  services: ApiServices,
  options: MountOptions,
): Router => {
  const router = Router({ caseSensitive: true });
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    router[route.method](route.path, handlerOf(route, services, options));
    const names = route.method === 'get' ? ['GET', 'HEAD'] : [route.method.toUpperCase()];
    methods.set(route.path, [...(methods.get(route.path) ?? []), ...names]);
  }
  for (const [path, names] of methods) router.all(path, otherMethod([...names, 'OPTIONS']));
  return router;
};
