import { REJUDGE_PRIORITY } from '../../../grading/job/grade-job.ts';
import type {
  CreateRejudgeRequest,
  RejudgeFilter,
  RejudgeMatches,
  RejudgeResource,
} from '../../../grading/resource/resources.ts';
import {
  createRejudgeRequestSchema,
  rejudgeFilterSchema,
  rejudgeMatchesSchema,
  rejudgeSchema,
} from '../../../grading/resource/rejudge-schemas.ts';
import { countMatching, createRejudge, MAX_REJUDGED } from '../../../platform/database/rejudges.ts';
import { actorOf } from '../../http/actor.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import type { ApiServices } from '../../services.ts';
import { addJob } from '../submissions/add-job.ts';
import { readRejudge, toRejudge } from './rejudge-resource.ts';

export const rejudgeMatchesRoute = defineRoute<{
  auth: 'instructor';
  query: RejudgeFilter;
  answer: RejudgeMatches;
}>({
  method: 'get',
  path: '/rejudges/matches',
  operationId: 'countRejudgeMatches',
  tag: 'Rejudges',
  summary: 'How many submissions a filter would rejudge',
  description: 'Those of learners of your cohorts; for an admin, of everybody. Nothing is queued.',
  auth: 'instructor',
  query: rejudgeFilterSchema,
  replies: { 200: { description: 'The number.', schema: rejudgeMatchesSchema } },
  errors: [],
  handle: async ({ query, identity, services }) => {
    const count = await countMatching(services.database, identity.user, query);
    return { status: 200, body: { count, max: MAX_REJUDGED } };
  },
});

/** Nobody waits for it: what it does not add, the sweep does. */
const addJobs = async (services: ApiServices, copies: readonly string[]): Promise<void> => {
  for (const id of copies) await addJob(services, id, REJUDGE_PRIORITY);
};

export const createRejudgeRoute = defineRoute<{
  auth: 'instructor';
  body: CreateRejudgeRequest;
  answer: RejudgeResource;
}>({
  method: 'post',
  path: '/rejudges',
  operationId: 'createRejudge',
  tag: 'Rejudges',
  summary: 'Grade submissions again, to look at first',
  description:
    'With the current version of their exercises, behind everything that learners wait for. No learner notices until it is applied.',
  auth: 'instructor',
  body: createRejudgeRequestSchema,
  replies: { 201: { description: 'It is being graded.', schema: rejudgeSchema } },
  errors: ['nothing-to-rejudge', 'rejudge-too-large'],
  handle: async ({ body, identity, res, services }) => {
    const actor = actorOf({ identity, res });
    const made = await createRejudge(services.database, identity.user, body, actor);
    if (made.kind === 'none-match') {
      throw new ApiError('nothing-to-rejudge', 'No graded submission matches this filter.');
    }
    if (made.kind === 'too-many') {
      throw new ApiError(
        'rejudge-too-large',
        `One rejudge takes up to ${MAX_REJUDGED} submissions, and more match. Narrow the filter.`,
      );
    }
    void addJobs(services, made.copies);
    const row = await readRejudge({ services, identity, params: { id: made.id } });
    return { status: 201, body: toRejudge(row) };
  },
});
