import type {
  Page,
  SubmissionResource,
  SubmissionSummaryResource,
} from '../../../grading/resource/resources.ts';
import { submissionSchema, submissionSummarySchema } from '../../../grading/resource/schemas.ts';
import { listOwnSubmissions } from '../../../platform/database/submissions-read.ts';
import { encodeCursor, UUID_PATTERN } from '../../http/cursor.ts';
import { PAGE_PARAMETERS, pageSchema, readPage, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';
import { readSubmission } from '../submissions/read-submission.ts';
import { toSubmissionSummary } from '../submissions/submission-resource.ts';
import { cohortParam } from './find-cohort.ts';
import { readLearner, type MemberParams as Params } from './find-member.ts';
import { memberParam } from './member-param.ts';

export const memberSubmissionsRoute = defineRoute<{
  auth: 'instructor';
  params: Params;
  query: PageQuery & { exerciseId?: string };
  answer: Page<SubmissionSummaryResource>;
}>({
  method: 'get',
  path: '/cohorts/:id/members/:userId/submissions',
  operationId: 'listMemberSubmissions',
  tag: 'Cohorts',
  summary: 'What a learner of a cohort handed in, newest first',
  auth: 'instructor',
  params: { ...cohortParam, ...memberParam },
  query: {
    type: 'object',
    additionalProperties: false,
    properties: { exerciseId: { type: 'string', maxLength: 80 }, ...PAGE_PARAMETERS },
  },
  replies: {
    200: { description: 'A page of submissions.', schema: pageSchema(submissionSummarySchema) },
  },
  errors: [],
  handle: async (exchange) => {
    const { query, params, services } = exchange;
    await readLearner(exchange);
    const { limit, page } = readPage(query);
    const rows = await listOwnSubmissions(services.database, params.userId, query, page);
    const cursorOf = ({ id }: { id: string }): string => encodeCursor(id);
    return { status: 200, body: toPage(rows, limit, toSubmissionSummary, cursorOf) };
  },
});

export const memberSubmissionRoute = defineRoute<{
  auth: 'instructor';
  params: Params & { submissionId: string };
  answer: SubmissionResource;
}>({
  method: 'get',
  path: '/cohorts/:id/members/:userId/submissions/:submissionId',
  operationId: 'getMemberSubmission',
  tag: 'Cohorts',
  summary: 'One submission of a learner, with files and result',
  description: 'As the learner sees it.',
  auth: 'instructor',
  params: {
    ...cohortParam,
    ...memberParam,
    submissionId: {
      description: 'The id of the submission.',
      schema: { type: 'string', format: 'uuid', pattern: UUID_PATTERN.source },
      notFound: 'submission-not-found',
    },
  },
  replies: { 200: { description: 'The submission.', schema: submissionSchema } },
  errors: [],
  handle: async (exchange) => {
    const { params, services } = exchange;
    await readLearner(exchange);
    return {
      status: 200,
      body: await readSubmission(services, params.userId, params.submissionId),
    };
  },
});
