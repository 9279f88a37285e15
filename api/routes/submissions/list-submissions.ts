import { LANGUAGES, SLUG_PATTERN } from '../../../grading/manifest/language-names.ts';
import type { Page, SubmissionSummaryResource } from '../../../grading/resource/resources.ts';
import { submissionSummarySchema } from '../../../grading/resource/schemas.ts';
import { SUBMISSION_STATES } from '../../../grading/submission/submission.ts';
import { VERDICTS } from '../../../grading/verdict/verdict.ts';
import { listOwnSubmissions } from '../../../platform/database/submissions-read.ts';
import type { SubmissionFilter } from '../../../platform/database/submissions-read.ts';
import { encodeCursor } from '../../http/cursor.ts';
import { PAGE_PARAMETERS, pageSchema, readPage, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';
import { toSubmissionSummary } from './submission-resource.ts';

export const listSubmissionsRoute = defineRoute<{
  auth: 'user';
  query: PageQuery & SubmissionFilter;
  answer: Page<SubmissionSummaryResource>;
}>({
  method: 'get',
  path: '/submissions',
  operationId: 'listSubmissions',
  tag: 'Submissions',
  summary: 'My submissions, newest first',
  auth: 'user',
  query: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...PAGE_PARAMETERS,
      exerciseId: {
        type: 'string',
        pattern: SLUG_PATTERN,
        maxLength: 80,
        description: 'Only for this exercise.',
      },
      state: { type: 'string', enum: SUBMISSION_STATES, description: 'Only in this state.' },
      verdict: { type: 'string', enum: VERDICTS, description: 'Only with this verdict.' },
      language: { type: 'string', enum: LANGUAGES, description: 'Only in this language.' },
      samplesOnly: {
        type: 'boolean',
        description: 'true: only tries of the samples; false: none of them.',
      },
    },
  },
  replies: {
    200: { description: 'A page of submissions.', schema: pageSchema(submissionSummarySchema) },
  },
  errors: [],
  handle: async ({ query, identity, services }) => {
    const { limit, page } = readPage(query);
    const rows = await listOwnSubmissions(services.database, identity.user.id, query, page);
    const cursorOf = ({ id }: { id: string }): string => encodeCursor(id);
    return { status: 200, body: toPage(rows, limit, toSubmissionSummary, cursorOf) };
  },
});
