import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { submissionSchema } from '../../../grading/resource/schemas.ts';
import { defineRoute } from '../../http/route.ts';
import { uuidParam } from '../../http/uuid-param.ts';
import { readSubmission } from './read-submission.ts';

export const getSubmissionRoute = defineRoute<{
  auth: 'user';
  params: { id: string };
  answer: SubmissionResource;
}>({
  method: 'get',
  path: '/submissions/:id',
  operationId: 'getSubmission',
  tag: 'Submissions',
  summary: 'A submission of mine, with its result once it is graded',
  auth: 'user',
  params: uuidParam('The id of the submission.', 'submission-not-found'),
  replies: { 200: { description: 'The submission.', schema: submissionSchema } },
  errors: [],
  handle: async ({ params, identity, services }) => ({
    status: 200,
    body: await readSubmission(services, identity.user.id, params.id),
  }),
});
