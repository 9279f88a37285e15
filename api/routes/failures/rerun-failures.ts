import type {
  RerunFailures,
  RerunFailuresRequest,
  RerunState,
} from '../../../grading/resource/resources.ts';
import {
  rerunFailuresRequestSchema,
  rerunFailuresSchema,
  rerunStateSchema,
} from '../../../grading/resource/user-schemas.ts';
import {
  countFailures,
  failedSubmissions,
  rerunFailed,
  submissionStates,
} from '../../../platform/database/failures.ts';
import { listSchema } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';
import { addJob } from '../submissions/add-job.ts';

/** In one call; the caller sees how many are left, and may call again. */
const MAX_RERUN = 500;
const MAX_STATES = 100;
const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

export const rerunFailuresRoute = defineRoute<{
  auth: 'instructor';
  body: RerunFailuresRequest;
  answer: RerunFailures;
}>({
  method: 'post',
  path: '/failures/rerun',
  operationId: 'rerunFailures',
  tag: 'Operations',
  summary: 'Grade failed submissions again: some, those of an exercise, or all',
  description: 'What is not failed (any more) is passed over.',
  auth: 'instructor',
  body: rerunFailuresRequestSchema,
  bodySize: 'small',
  replies: { 202: { description: 'They are queued.', schema: rerunFailuresSchema } },
  errors: [],
  handle: async ({ body, services }) => {
    const { database } = services;
    const { exerciseId, submissionIds } = body;
    const chosen =
      submissionIds ?? (await failedSubmissions(database, { exerciseId, take: MAX_RERUN }));
    const queued: string[] = [];
    for (const id of chosen) {
      const turn = await rerunFailed(database, id);
      if (turn === null) continue;
      await addJob(services, id, turn);
      queued.push(id);
    }
    const left = await countFailures(database);
    return { status: 202, body: { submissionIds: queued, left } };
  },
});

export const rerunStatesRoute = defineRoute<{
  auth: 'instructor';
  query: { ids: string };
  answer: { items: RerunState[] };
}>({
  method: 'get',
  path: '/failures/states',
  operationId: 'listRerunStates',
  tag: 'Operations',
  summary: 'What has become of submissions that were run again',
  auth: 'instructor',
  query: {
    type: 'object',
    additionalProperties: false,
    required: ['ids'],
    properties: {
      ids: {
        type: 'string',
        pattern: `^${UUID}(,${UUID}){0,${MAX_STATES - 1}}$`,
        description: `Ids of submissions with commas between them, at most ${MAX_STATES}.`,
      },
    },
  },
  replies: { 200: { description: 'Their states.', schema: listSchema(rerunStateSchema) } },
  errors: [],
  handle: async ({ query, services }) => {
    const rows = await submissionStates(services.database, query.ids.split(','));
    return {
      status: 200,
      body: { items: rows.map(({ id, state }) => ({ submissionId: id, state })) },
    };
  },
});
