import { SLUG_PATTERN } from '../../../grading/manifest/schema.ts';
import type {
  AuthoredExerciseResource,
  AuthorProblem,
  ExerciseVersionResource,
  Page,
} from '../../../grading/resource/resources.ts';
import {
  authoredExerciseSchema,
  authorProblemSchema,
  exerciseVersionSchema,
} from '../../../grading/resource/authoring-schemas.ts';
import {
  findAuthoredExercise,
  listAuthoredExercises,
  listVersions,
} from '../../../platform/database/authoring-read.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { limitOf, listSchema, PAGE_PARAMETERS, pageSchema, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';
import type { ApiServices } from '../../services.ts';
import { exerciseParam } from '../catalogue/exercise-param.ts';
import {
  exerciseOfProblem,
  readAuthored,
  toAuthored,
  toBroken,
  toVersion,
} from './authored-resource.ts';

const SLUG = new RegExp(SLUG_PATTERN);

/** Of the ids that problems name and the page could hold, those that the store does not know. */
const brokenIds = async (services: ApiServices, after: string | null): Promise<string[]> => {
  const named = new Set(services.folderProblems().map(exerciseOfProblem));
  const ids = [...named].filter((id) => id !== null && SLUG.test(id) && id > (after ?? ''));
  const found = await Promise.all(
    ids.map(async (id) => (await findAuthoredExercise(services.database, id ?? '')) === null),
  );
  return ids.flatMap((id, index) => (id !== null && found[index] === true ? [id] : []));
};

export const listAuthoredRoute = defineRoute<{
  auth: 'instructor';
  query: PageQuery;
  answer: Page<AuthoredExerciseResource>;
}>({
  method: 'get',
  path: '/authoring/exercises',
  operationId: 'listAuthoredExercises',
  tag: 'Authoring',
  summary: 'Every exercise, hidden ones, drafts and broken folders too, by id',
  auth: 'instructor',
  query: { type: 'object', additionalProperties: false, properties: PAGE_PARAMETERS },
  replies: {
    200: { description: 'A page of exercises.', schema: pageSchema(authoredExerciseSchema) },
  },
  errors: [],
  handle: async ({ query, services }) => {
    const limit = limitOf(query);
    const [after = null] = query.cursor === undefined ? [] : decodeCursor(query.cursor, [SLUG]);
    const [rows, broken] = await Promise.all([
      listAuthoredExercises(services.database, { after, take: limit + 1 }),
      brokenIds(services, after),
    ]);
    const items = [
      ...rows.map((row) => toAuthored(services, row)),
      ...broken.map((id) => toBroken(services, id)),
    ].sort((a, b) => (a.id < b.id ? -1 : 1));
    const cursorOf = ({ id }: AuthoredExerciseResource): string => encodeCursor(id);
    return { status: 200, body: toPage(items, limit, (item) => item, cursorOf) };
  },
});

export const getAuthoredRoute = defineRoute<{
  auth: 'instructor';
  params: { id: string };
  answer: AuthoredExerciseResource;
}>({
  method: 'get',
  path: '/authoring/exercises/:id',
  operationId: 'getAuthoredExercise',
  tag: 'Authoring',
  summary: 'One exercise as its authors see it',
  auth: 'instructor',
  params: exerciseParam,
  replies: { 200: { description: 'The exercise.', schema: authoredExerciseSchema } },
  errors: [],
  handle: async ({ params, services }) => ({
    status: 200,
    body: await readAuthored(services, params.id),
  }),
});

export const listFolderProblemsRoute = defineRoute<{
  auth: 'instructor';
  answer: { items: AuthorProblem[] };
}>({
  method: 'get',
  path: '/authoring/problems',
  operationId: 'listFolderProblems',
  tag: 'Authoring',
  summary: "What is wrong with the folders on the server's disk, as they were read last",
  auth: 'instructor',
  replies: { 200: { description: 'All problems.', schema: listSchema(authorProblemSchema) } },
  errors: [],
  handle: ({ services }) =>
    Promise.resolve({
      status: 200,
      body: { items: services.folderProblems().map((problem) => ({ ...problem })) },
    }),
});

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const HASH = /^[0-9a-f]{64}$/;

export const listVersionsRoute = defineRoute<{
  auth: 'instructor';
  params: { id: string };
  query: PageQuery;
  answer: Page<ExerciseVersionResource>;
}>({
  method: 'get',
  path: '/exercises/:id/versions',
  operationId: 'listVersions',
  tag: 'Authoring',
  summary: 'All versions of an exercise, newest first',
  auth: 'instructor',
  params: exerciseParam,
  query: { type: 'object', additionalProperties: false, properties: PAGE_PARAMETERS },
  replies: {
    200: { description: 'A page of versions.', schema: pageSchema(exerciseVersionSchema) },
  },
  errors: [],
  handle: async ({ params, query, services }) => {
    await readAuthored(services, params.id);
    const limit = limitOf(query);
    const [time, hash] = query.cursor === undefined ? [] : decodeCursor(query.cursor, [TIME, HASH]);
    const after = time === undefined || hash === undefined ? null : ([time, hash] as const);
    const rows = await listVersions(services.database, params.id, { after, take: limit + 1 });
    const body = toPage(rows, limit, toVersion, ({ createdAt, contentHash }) =>
      encodeCursor(createdAt.toISOString(), contentHash),
    );
    return { status: 200, body };
  },
});
