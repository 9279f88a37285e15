import { LANGUAGES, SLUG_PATTERN } from '../../../grading/manifest/schema.ts';
import type { ExerciseSummaryResource, Page } from '../../../grading/resource/resources.ts';
import { exerciseSummarySchema } from '../../../grading/resource/schemas.ts';
import { readBestScores } from '../../../platform/database/progress-read.ts';
import { toExerciseSummary } from '../../catalogue/exercise-resource.ts';
import type { PublicExercise } from '../../catalogue/exercise-resource.ts';
import { matchesFilter } from '../../catalogue/filter-exercises.ts';
import type { ExerciseFilter } from '../../catalogue/filter-exercises.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { limitOf, PAGE_PARAMETERS, pageSchema, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';

const SLUG = new RegExp(SLUG_PATTERN);
const slug = { type: 'string', pattern: SLUG_PATTERN, maxLength: 80 } as const;

/** What stands after the exercise that the cursor names; its place is kept if it is gone. */
const after = (
  exercises: readonly PublicExercise[],
  cursor: string | undefined,
): readonly PublicExercise[] => {
  if (cursor === undefined) return exercises;
  const [phase = '', id = ''] = decodeCursor(cursor, [SLUG, SLUG]);
  const start = exercises.findIndex((exercise) => exercise.phase === phase && exercise.id > id);
  if (start !== -1) return exercises.slice(start);
  const lastOfPhase = exercises.findLastIndex((exercise) => exercise.phase === phase);
  return lastOfPhase === -1 ? [] : exercises.slice(lastOfPhase + 1);
};

export const listExercisesRoute = defineRoute<{
  auth: 'optional';
  query: PageQuery & ExerciseFilter;
  answer: Page<ExerciseSummaryResource>;
}>({
  method: 'get',
  path: '/exercises',
  operationId: 'listExercises',
  tag: 'Catalogue',
  summary: 'Exercises, by phase and id',
  description: 'A signed-in reader sees the own best score of each.',
  auth: 'optional',
  query: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...PAGE_PARAMETERS,
      phase: { ...slug, description: 'Only of this phase.' },
      topic: { ...slug, description: 'Only with this topic.' },
      kind: { ...slug, description: 'Only of this kind.' },
      language: { type: 'string', enum: LANGUAGES, description: 'Only those to solve in it.' },
      q: {
        type: 'string',
        minLength: 1,
        maxLength: 100,
        description: 'Words that id, title, summary or topics contain.',
      },
    },
  },
  replies: {
    200: { description: 'A page of exercises.', schema: pageSchema(exerciseSummarySchema) },
  },
  errors: [],
  handle: async ({ query, identity, services }) => {
    const { exercises } = await services.exercises.current();
    const best = identity && (await readBestScores(services.database, identity.user.id));
    const limit = limitOf(query);
    const found = after(exercises, query.cursor)
      .filter((exercise) => matchesFilter(exercise, query))
      .slice(0, limit + 1);
    const toItem = (exercise: PublicExercise): ExerciseSummaryResource =>
      toExerciseSummary(exercise, best?.get(exercise.id) ?? null);
    const cursorOf = ({ phase, id }: PublicExercise): string => encodeCursor(phase, id);
    return { status: 200, body: toPage(found, limit, toItem, cursorOf) };
  },
});
