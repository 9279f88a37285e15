import { arrangeGradebook, readOrder } from '../../../grading/gradebook/arrange-gradebook.ts';
import { gradebookSchema } from '../../../grading/resource/cohort-schemas.ts';
import type { GradebookResource } from '../../../grading/resource/resources.ts';
import { csv } from '../../http/csv.ts';
import { ANSWERED, defineRoute, type Exchange } from '../../http/route.ts';
import { cohortParam, readOwnCohort, type CohortParams } from './find-cohort.ts';
import { GRADEBOOK_EXERCISES, readGradebook, type GradebookExercises } from './read-gradebook.ts';

interface GradebookQuery {
  readonly exercises?: GradebookExercises;
  readonly q?: string;
  readonly phase?: string;
  readonly sort?: string;
}

interface Types {
  auth: 'instructor';
  params: CohortParams;
  query: GradebookQuery;
}

const query = {
  type: 'object',
  additionalProperties: false,
  properties: {
    exercises: {
      type: 'string',
      enum: GRADEBOOK_EXERCISES,
      description: 'Default `assigned`: those, or all of them where none is.',
    },
    q: {
      type: 'string',
      maxLength: 80,
      description: 'Only learners whose name or username contains it.',
    },
    phase: { type: 'string', maxLength: 80, description: 'Only exercises of this phase.' },
    sort: {
      type: 'string',
      maxLength: 81,
      description: '`name` (default), `total` or the id of an exercise; `-total`: highest first.',
    },
  },
} as const;

const gradebookOf = async (
  exchange: Pick<Exchange<Types>, 'services' | 'identity' | 'params' | 'query'>,
): Promise<GradebookResource> => {
  const { exercises = 'assigned', q = '', phase = '', sort = 'name' } = exchange.query;
  const cohort = await readOwnCohort(exchange);
  const all = await readGradebook(exchange.services, cohort, exercises);
  return arrangeGradebook(all, { q, phase, order: readOrder(sort) });
};

export const gradebookRoute = defineRoute<Types & { answer: GradebookResource }>({
  method: 'get',
  path: '/cohorts/:id/gradebook',
  operationId: 'getGradebook',
  tag: 'Cohorts',
  summary: 'Learners and exercises of a cohort, with scores',
  description: 'A total is that of the exercises which are shown.',
  auth: 'instructor',
  params: cohortParam,
  query,
  replies: { 200: { description: 'A row a learner.', schema: gradebookSchema } },
  errors: [],
  handle: async (exchange) => ({ status: 200, body: await gradebookOf(exchange) }),
});

export const toCsv = ({ exercises, learners }: GradebookResource): string =>
  csv(
    [
      ['username', 'name', ...exercises.map(({ id }) => id), 'total'],
      ['', 'maximum', ...exercises.map(({ maxScore }) => maxScore), sum(exercises)],
      ...learners.map(({ username, displayName, marks, total }) => [
        ...[username, displayName, ...marks.map(({ score }) => score), total],
      ]),
    ],
    { first: true },
  );

const sum = (exercises: GradebookResource['exercises']): number =>
  exercises.reduce((total, { maxScore }) => total + maxScore, 0);

export const gradebookCsvRoute = defineRoute<Types>({
  method: 'get',
  path: '/cohorts/:id/gradebook.csv',
  operationId: 'downloadGradebook',
  tag: 'Cohorts',
  summary: 'The gradebook as a spreadsheet',
  description:
    'CSV (RFC 4180) in UTF-8. The second line has the maxima; what nobody tried is empty.',
  auth: 'instructor',
  params: cohortParam,
  query,
  replies: { 200: { description: 'The file.', schema: null, mediaType: 'text/csv' } },
  errors: [],
  handle: async (exchange) => {
    const gradebook = await gradebookOf(exchange);
    exchange.res
      .set('Cache-Control', 'no-store')
      .attachment(`gradebook-${exchange.params.id}.csv`)
      .type('text/csv; charset=utf-8')
      .send(toCsv(gradebook));
    return ANSWERED;
  },
});
