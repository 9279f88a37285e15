import { problemSchema } from '../../grading/resource/schemas.ts';
import { ERROR_CODES } from '../http/error-codes.ts';
import type { ErrorCode } from '../http/error-codes.ts';
import { PROBLEM_MEDIA_TYPE } from '../http/problem.ts';
import { errorCodesOf, roleOf } from '../http/route.ts';
import type { Route } from '../http/route.ts';
import { SESSION_COOKIE } from '../http/session-cookie.ts';
import { API_PREFIX } from './api-prefix.ts';
import { componentSchemas, refer } from './components.ts';
import { webhookMessages } from './webhook-messages.ts';

const INFO = {
  title: 'Assay',
  version: '1',
  description:
    'Submit solutions to coding exercises and read verdicts and scores. Errors are problem documents (RFC 9457) with a stable `code`. Every list is paged. Where a limit is counted, answers carry RateLimit and RateLimit-Policy.',
} as const;

const CSRF_HEADER = {
  name: 'X-CSRF-Token',
  in: 'header',
  required: false,
  description: 'The csrfToken of the session, where the cookie authenticates.',
  schema: { type: 'string' },
} as const;

const isRequired = (query: Route['query'], name: string): boolean => {
  const required: unknown = query?.['required'];
  return Array.isArray(required) && required.includes(name);
};

const parametersOf = (route: Route): object[] => [
  ...Object.entries(route.params ?? {}).map(([name, { description, schema }]) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema,
  })),
  ...Object.entries(route.query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: isRequired(route.query, name),
    schema: refer(schema),
  })),
  ...Object.entries(route.headers ?? {}).map(([name, { description, schema }]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema,
  })),
  ...(route.method !== 'get' && route.auth !== 'public' ? [CSRF_HEADER] : []),
];

const repliesOf = (route: Route): Record<string, object> =>
  Object.fromEntries(
    Object.entries(route.replies).map(([status, { description, schema, mediaType, headers }]) => {
      const type = mediaType ?? (schema === null ? undefined : 'application/json');
      const content = type && { [type]: schema === null ? {} : { schema: refer(schema) } };
      const described = Object.entries(headers ?? {}).map(
        ([name, text]) => [name, { description: text, schema: { type: 'string' } }] as const,
      );
      return [
        status,
        {
          description,
          ...(described.length > 0 ? { headers: Object.fromEntries(described) } : {}),
          ...(content ? { content } : {}),
        },
      ];
    }),
  );

const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds to wait before the request is worth sending again.',
    schema: { type: 'string' },
  },
} as const;

/** Statuses that pass by waiting: each of their problems says for how long. */
const PASSING_STATUSES: readonly number[] = [429, 503];

const problemsOf = (route: Route): Record<string, object> => {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodesOf(route)) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${ERROR_CODES[code].title}`).join('; '),
        ...(PASSING_STATUSES.includes(status) ? { headers: RETRY_AFTER } : {}),
        content: { [PROBLEM_MEDIA_TYPE]: { schema: refer(problemSchema) } },
      },
    ]),
  );
};

const SIGNED_IN = [{ bearer: [] }, { session: [] }] as const;

const securityOf = ({ auth }: Route): readonly object[] => {
  if (auth === 'public') return [];
  return auth === 'optional' ? [{}, ...SIGNED_IN] : SIGNED_IN;
};

/** OpenAPI has no word for roles of sessions and tokens. */
const descriptionOf = ({ auth, description }: Route): string | undefined => {
  const needed = roleOf(auth);
  if (needed === null || needed === 'learner') return description;
  const rule = `Needs the role \`${needed}\`.`;
  return description === undefined ? rule : `${rule} ${description}`;
};

const requestBodyOf = ({ body, upload }: Route): object => {
  if (upload !== undefined) {
    const content = Object.fromEntries(upload.mediaTypes.map((type) => [type, {}]));
    return { requestBody: { required: true, description: upload.description, content } };
  }
  if (body === undefined) return {};
  const content = { 'application/json': { schema: refer(body) } };
  return { requestBody: { required: true, content } };
};

const operationOf = (route: Route): object => ({
  operationId: route.operationId,
  tags: [route.tag],
  summary: route.summary,
  ...(descriptionOf(route) === undefined ? {} : { description: descriptionOf(route) }),
  security: securityOf(route),
  parameters: parametersOf(route),
  ...requestBodyOf(route),
  responses: { ...repliesOf(route), ...problemsOf(route) },
});

const pathsOf = (routes: readonly Route[]): Record<string, Record<string, object>> => {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return paths;
};

/** The OpenAPI 3.1 document of a route table: pure, so that the committed one can be compared. */
export const buildDocument = (routes: readonly Route[]): object => ({
  openapi: '3.1.0',
  info: INFO,
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  servers: [{ url: API_PREFIX }],
  tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
  paths: pathsOf(routes),
  webhooks: webhookMessages(),
  components: {
    schemas: componentSchemas(),
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: 'A token of POST /tokens.' },
      session: {
        ...{ type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
        description: 'Over TLS (`ASSAY_COOKIE_SECURE`) its name is `__Host-assay_session`.',
      },
    },
  },
});
