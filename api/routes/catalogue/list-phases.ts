import type { PhaseResource } from '../../../grading/resource/resources.ts';
import { phaseSchema } from '../../../grading/resource/schemas.ts';
import { toPhaseResource } from '../../catalogue/phase-resources.ts';
import { listSchema } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';

export const listPhasesRoute = defineRoute<{ auth: 'public'; answer: { items: PhaseResource[] } }>({
  method: 'get',
  path: '/phases',
  operationId: 'listPhases',
  tag: 'Catalogue',
  summary: 'The phases of the roadmap, in order',
  auth: 'public',
  replies: { 200: { description: 'All phases.', schema: listSchema(phaseSchema) } },
  errors: [],
  handle: async ({ services }) => {
    const { exercises } = await services.exercises.current();
    const items = services.roadmap().phases.map((phase) => toPhaseResource(phase, exercises));
    return { status: 200, body: { items } };
  },
});
