import type { ProgressResource } from '../../../grading/resource/resources.ts';
import { progressSchema } from '../../../grading/resource/schemas.ts';
import { readBestScores, readTriedExercises } from '../../../platform/database/progress-read.ts';
import { defineRoute } from '../../http/route.ts';
import { toPhaseProgress } from './phase-progress.ts';

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
    const [best, tried] = await Promise.all([
      readBestScores(services.database, identity.user.id),
      readTriedExercises(services.database, identity.user.id),
    ]);
    const phases = services.roadmap.phases.map((phase) =>
      toPhaseProgress(phase, exercises, { best, tried }),
    );
    return { status: 200, body: { phases } };
  },
});
