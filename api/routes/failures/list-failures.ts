import type { FailureResource, Page } from '../../../grading/resource/resources.ts';
import { failureSchema } from '../../../grading/resource/user-schemas.ts';
import { listFailures, type FailureRow } from '../../../platform/database/failures.ts';
import { SLUG_PATTERN } from '../../../grading/manifest/schema.ts';
import { encodeCursor } from '../../http/cursor.ts';
import { PAGE_PARAMETERS, pageSchema, readPage, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';

const toFailure = ({ id, user, finishedAt, createdAt, ...row }: FailureRow): FailureResource => ({
  submissionId: id,
  exerciseId: row.exerciseId,
  language: row.language,
  username: user.username,
  createdAt: createdAt.toISOString(),
  failedAt: finishedAt?.toISOString() ?? null,
  attempts: row.attempts.map((attempt) => ({ ...attempt })),
});

export const listFailuresRoute = defineRoute<{
  auth: 'instructor';
  query: PageQuery & { exerciseId?: string };
  answer: Page<FailureResource>;
}>({
  method: 'get',
  path: '/failures',
  operationId: 'listFailures',
  tag: 'Operations',
  summary: 'Submissions that could not be graded, newest first',
  description: 'The fault is ours: they cost no learner anything, and can be run again.',
  auth: 'instructor',
  query: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...PAGE_PARAMETERS,
      exerciseId: {
        ...{ type: 'string', pattern: SLUG_PATTERN, maxLength: 80 },
        description: 'Only of this exercise.',
      },
    },
  },
  replies: { 200: { description: 'A page of failures.', schema: pageSchema(failureSchema) } },
  errors: [],
  handle: async ({ query, services }) => {
    const { limit, page } = readPage(query);
    const rows = await listFailures(services.database, { ...page, exerciseId: query.exerciseId });
    return { status: 200, body: toPage(rows, limit, toFailure, ({ id }) => encodeCursor(id)) };
  },
});
