import { REJUDGE_PRIORITY } from '../../../grading/job/grade-job.ts';
import type { RejudgeResource } from '../../../grading/resource/resources.ts';
import { rejudgeSchema } from '../../../grading/resource/rejudge-schemas.ts';
import { rerunFailed } from '../../../platform/database/failures.ts';
import { applyAll, beginApplying } from '../../../platform/database/rejudge-apply.ts';
import { discardRejudge, failedCopies } from '../../../platform/database/rejudges.ts';
import { actorOf } from '../../http/actor.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute, type Exchange } from '../../http/route.ts';
import { addJob } from '../submissions/add-job.ts';
import { readRejudge, rejudgeParam, toRejudge } from './rejudge-resource.ts';

interface Types {
  readonly auth: 'instructor';
  readonly params: { readonly id: string };
  readonly answer: RejudgeResource;
}

const COMMON = {
  method: 'post',
  tag: 'Rejudges',
  auth: 'instructor',
  params: rejudgeParam,
  replies: { 200: { description: 'The rejudge.', schema: rejudgeSchema } },
  errors: ['rejudge-not-ready'],
} as const;

const notNow = (detail: string): ApiError => new ApiError('rejudge-not-ready', detail);

const answer = async (exchange: Exchange<Types>) => ({
  status: 200,
  body: toRejudge(await readRejudge(exchange)),
});

export const applyRejudgeRoute = defineRoute<Types>({
  ...COMMON,
  path: '/rejudges/:id/apply',
  operationId: 'applyRejudge',
  summary: 'Let the new results count',
  description:
    'Best scores are computed anew, upwards and downwards. The old results are kept, and learners see that their submission was rejudged. What could not be graded again stays as it is. Sent again, it goes on where it stopped.',
  handle: async (exchange) => {
    const { services, params } = exchange;
    const { state } = await readRejudge(exchange);
    const begun =
      state === 'applying' ||
      (await beginApplying(services.database, params.id, actorOf(exchange)));
    if (!begun) throw notNow('It is still grading, or was decided already.');
    await applyAll(services.database, params.id);
    return answer(exchange);
  },
});

export const discardRejudgeRoute = defineRoute<Types>({
  ...COMMON,
  path: '/rejudges/:id/discard',
  operationId: 'discardRejudge',
  summary: 'Throw the new results away, or stop grading',
  handle: async (exchange) => {
    const { services, params } = exchange;
    await readRejudge(exchange);
    if (!(await discardRejudge(services.database, params.id, actorOf(exchange)))) {
      throw notNow('It was applied or discarded already.');
    }
    return answer(exchange);
  },
});

export const rerunRejudgeRoute = defineRoute<Types>({
  ...COMMON,
  path: '/rejudges/:id/rerun',
  operationId: 'rerunRejudge',
  summary: 'Grade again what could not be graded',
  handle: async (exchange) => {
    const { services, params } = exchange;
    await readRejudge(exchange);
    const failed = await failedCopies(services.database, params.id);
    if (failed.length === 0) throw notNow('Nothing of it has failed, or it was decided already.');
    for (const id of failed) {
      const isQueued = (await rerunFailed(services.database, id)) !== null;
      if (isQueued) await addJob(services, id, REJUDGE_PRIORITY);
    }
    return answer(exchange);
  },
});
