import type { TopicResource } from '../../../grading/resource/resources.ts';
import { topicSchema } from '../../../grading/resource/schemas.ts';
import { toPhaseResource } from '../../catalogue/phase-resources.ts';
import { listSchema } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';

export const listTopicsRoute = defineRoute<{ auth: 'public'; answer: { items: TopicResource[] } }>({
  method: 'get',
  path: '/topics',
  operationId: 'listTopics',
  tag: 'Catalogue',
  summary: 'The topics of all phases, in the order of the roadmap',
  auth: 'public',
  replies: { 200: { description: 'All topics.', schema: listSchema(topicSchema) } },
  errors: [],
  handle: async ({ services }) => {
    const { exercises } = await services.exercises.current();
    const items = services
      .roadmap()
      .phases.flatMap((phase) => toPhaseResource(phase, exercises).topics);
    return { status: 200, body: { items } };
  },
});
