import type { Request, Response } from 'express';
import type { Role } from '../../grading/account/role.ts';
import type { ApiServices } from '../services.ts';
import type { ErrorCode } from './error-codes.ts';
import type { Identity } from './identity.ts';
import type { BodySize } from './json-body.ts';
import type { RateLimiterName } from './rate-limits.ts';

/**
 * A route is a declaration: the Express route, its checks and its page in the OpenAPI document are
 * all made from it, so that none can say what another does not.
 */
export type Auth =
  /** Nobody is asked who they are. */
  | 'public'
  /** The answer has more for a signed-in reader. */
  | 'optional'
  | 'user'
  /** A signed-in user of this role, or of one above it. */
  | 'instructor'
  | 'admin';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The types of one route; what is left out is `undefined`. */
export interface RouteTypes {
  readonly auth: Auth;
  readonly body?: unknown;
  readonly query?: unknown;
  readonly params?: unknown;
  /** The body of the answer. */
  readonly answer?: unknown;
}

export interface Exchange<T extends RouteTypes = RouteTypes> {
  readonly req: Request;
  readonly res: Response;
  readonly services: ApiServices;
  readonly identity: [Extract<T['auth'], 'public' | 'optional'>] extends [never]
    ? Identity
    : Identity | null;
  /** Checked against the schemas of the route. */
  readonly body: T['body'];
  readonly query: T['query'];
  readonly params: T['params'];
}

export interface Reply<Answer = unknown> {
  readonly status: number;
  /** Absent: an answer without a body. */
  readonly body?: Answer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Given by a handler that has written its answer itself (a stream, a file). */
export const ANSWERED = Symbol('answered');

interface DeclaredReply {
  readonly description: string;
  /** Null: no body, or one that is not JSON. */
  readonly schema: JsonSchema | null;
  /** Default: application/json where there is a schema. */
  readonly mediaType?: string;
  /** Name to description. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface DeclaredParam {
  readonly description: string;
  readonly schema: JsonSchema & { readonly pattern: string };
  /** The answer where the value does not even have the right form. */
  readonly notFound: ErrorCode;
}

interface DeclaredUpload {
  readonly description: string;
  readonly mediaTypes: readonly string[];
  readonly maxBytes: number;
}

interface DeclaredHeader {
  readonly description: string;
  readonly schema: JsonSchema;
}

export interface RouteDefinition<T extends RouteTypes> {
  readonly method: Method;
  /** Below /api/v1, in Express's form: `/submissions/:id`. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly auth: T['auth'];
  /** Open to who has yet to replace a password that an admin gave out. Default false. */
  readonly withTemporaryPassword?: boolean;
  readonly params?: Readonly<Record<string, DeclaredParam>>;
  /** An object schema; every property is a query parameter. */
  readonly query?: JsonSchema & { readonly properties: Readonly<Record<string, JsonSchema>> };
  readonly headers?: Readonly<Record<string, DeclaredHeader>>;
  readonly body?: JsonSchema;
  /** Default `small`. */
  readonly bodySize?: BodySize;
  /** Instead of a JSON body: bytes, read as a whole. */
  readonly upload?: DeclaredUpload;
  /** Applied before the body is read. */
  readonly limitedBy?: readonly RateLimiterName[];
  /** Applied when the body is known to be right: keyed by what is in it. */
  readonly limitedByBody?: readonly RateLimiterName[];
  readonly replies: Readonly<Record<number, DeclaredReply>>;
  /** Codes that the handler itself may answer with; those of the checks are added. */
  readonly errors: readonly ErrorCode[];
  readonly handle: (exchange: Exchange<T>) => Promise<Reply<T['answer']> | typeof ANSWERED>;
}

/** A route of whatever types, as the table holds it. */
export type Route = RouteDefinition<RouteTypes>;

/** The cast is sound because `mountRoutes` gives a handler only what its own schemas accepted. */
export const defineRoute = <T extends RouteTypes>(route: RouteDefinition<T>): Route =>
  route as unknown as Route;

/** The least role that may call it; null where nobody needs to be signed in. */
export const roleOf = (auth: Auth): Role | null => {
  if (auth === 'public' || auth === 'optional') return null;
  return auth === 'user' ? 'learner' : auth;
};

/** Every code a route can answer with: its own and those of its checks. */
export const errorCodesOf = (route: Route): ErrorCode[] => {
  const codes = new Set<ErrorCode>(route.errors);
  const add = (...more: ErrorCode[]): void => more.forEach((code) => codes.add(code));
  if (route.auth !== 'public') add('invalid-token');
  const needsOwnPassword = route.auth !== 'public' && route.withTemporaryPassword !== true;
  if (needsOwnPassword) add('password-change-required');
  const needed = roleOf(route.auth);
  if (needed !== null) add('unauthenticated');
  if (needed !== null && needed !== 'learner') add('role-required');
  if (route.method !== 'get') add('origin-rejected');
  if (route.method !== 'get' && route.auth !== 'public') add('csrf-token-invalid');
  if (route.query !== undefined) add('invalid-parameter');
  if (route.body !== undefined) {
    add('invalid-json', 'body-too-large', 'unsupported-media-type', 'validation-failed');
  }
  if (route.upload !== undefined) add('body-too-large', 'unsupported-media-type');
  if (route.limitedBy !== undefined || route.limitedByBody !== undefined) add('rate-limited');
  for (const param of Object.values(route.params ?? {})) add(param.notFound);
  add('bad-request', 'internal-error', 'store-unavailable');
  return [...codes];
};
