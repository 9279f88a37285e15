import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { scoreSchema } from '../../../grading/resource/cohort-schemas.ts';
import type { CohortRow } from '../../../platform/database/cohorts.ts';
import { listSchema } from '../../http/page.ts';
import { ANSWERED, defineRoute } from '../../http/route.ts';
import type { ApiServices } from '../../services.ts';
import { cohortParam, readOwnCohort, type CohortParams } from '../cohorts/find-cohort.ts';
import { GRADEBOOK_EXERCISES, type GradebookExercises } from '../cohorts/read-gradebook.ts';
import { readScores } from './read-scores.ts';
import { CSV_FILE, JSON_FILE, type ScoreFile } from './score-files.ts';

interface ScoresQuery {
  readonly exercises?: GradebookExercises;
}

const ROWS =
  'A row for each exercise that a learner handed in for a score; the numbers are those of the gradebook. Sent as it is read: an answer that breaks off is not whole.';

const replyOf = ({ extension, mediaType }: ScoreFile) => ({
  200: {
    description: extension === 'csv' ? 'CSV (RFC 4180) in UTF-8.' : 'All of them, not a page.',
    schema: extension === 'csv' ? null : listSchema(scoreSchema),
    mediaType,
  },
});

interface Export {
  readonly res: Response;
  readonly services: ApiServices;
  readonly cohort: CohortRow | null;
  readonly exercises: GradebookExercises;
  readonly file: ScoreFile;
}

const send = async ({
  res,
  services,
  cohort,
  exercises,
  file,
}: Export): Promise<typeof ANSWERED> => {
  const chunks = file.write(readScores(services, cohort, exercises));
  res
    .set('Cache-Control', 'no-store')
    .attachment(`scores${cohort === null ? '' : `-${cohort.id}`}.${file.extension}`)
    .type(`${file.mediaType}; charset=utf-8`);
  await pipeline(Readable.from(chunks), res);
  return ANSWERED;
};

const cohortRoute = (file: ScoreFile, operationId: string) =>
  defineRoute<{ auth: 'instructor'; params: CohortParams; query: ScoresQuery }>({
    method: 'get',
    path: `/cohorts/:id/scores.${file.extension}`,
    operationId,
    tag: 'Cohorts',
    summary: `The scores of a cohort, one a row, as ${file.extension.toUpperCase()}`,
    description: ROWS,
    auth: 'instructor',
    params: cohortParam,
    query: {
      type: 'object',
      additionalProperties: false,
      properties: {
        exercises: {
          type: 'string',
          enum: GRADEBOOK_EXERCISES,
          description: 'Default `assigned`: those, or all of them where none is.',
        },
      },
    },
    replies: replyOf(file),
    errors: [],
    handle: async (exchange) => {
      const cohort = await readOwnCohort(exchange);
      const { exercises = 'assigned' } = exchange.query;
      return send({ res: exchange.res, services: exchange.services, cohort, exercises, file });
    },
  });

const everybodyRoute = (file: ScoreFile, operationId: string) =>
  defineRoute<{ auth: 'admin' }>({
    method: 'get',
    path: `/scores.${file.extension}`,
    operationId,
    tag: 'Administration',
    summary: `The scores of everybody, one a row, as ${file.extension.toUpperCase()}`,
    description: ROWS,
    auth: 'admin',
    replies: replyOf(file),
    errors: [],
    handle: ({ res, services }) => send({ res, services, cohort: null, exercises: 'all', file }),
  });

export const exportScoresRoutes = [
  cohortRoute(CSV_FILE, 'exportCohortScoresAsCsv'),
  cohortRoute(JSON_FILE, 'exportCohortScoresAsJson'),
  everybodyRoute(CSV_FILE, 'exportScoresAsCsv'),
  everybodyRoute(JSON_FILE, 'exportScoresAsJson'),
] as const;
