import type { ProgressResource } from '../../../grading/resource/resources.ts';
import { progressSchema } from '../../../grading/resource/schemas.ts';
import { phaseProgress } from '../../../grading/score/phase-progress.ts';
import { readBestScores } from '../../../platform/database/progress-read.ts';
import { defineRoute } from '../../http/route.ts';

export const getProgressRoute = defineRoute<{ auth: 'user'; answer: ProgressResource }>({
  method: 'get',
  path: '/progress',
  operationId: 'getProgress',
  tag: 'Progress',
  summary: 'My scores by phase and exercise',
  auth: 'user',
  replies: { 200: { description: 'Every phase of the roadmap.', schema: progressSchema } },
  errors: [],
  handle: async ({ identity, services }) => {
    const { exercises } = await services.exercises.current();
    const best = await readBestScores(services.database, identity.user.id);
    const phases = phaseProgress(services.roadmap(), exercises, best);
    const body = { phases: phases.map((one) => ({ ...one, exercises: [...one.exercises] })) };
    return { status: 200, body };
  },
});
