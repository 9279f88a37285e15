import type { SubmissionEvent } from '../../grading/event/submission-event.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import { appendEventsSql } from '../events/event-channel.ts';
import type { Database } from './database.ts';
import { retryOnConflict } from './retry-conflict.ts';
import { storableJson } from './storable-json.ts';
import { GRADED_DELIVERIES_SQL } from './webhook-outbox.ts';

/**
 * One statement, so one transaction and one round trip: attempt, submission, cases, best score,
 * events, what hooks are told; all or none. Everything hangs on the row that `attempt` gives: none,
 * where the token is not that of a running attempt. A worker that takes over marks the attempt lost under the same
 * lock on the submission, and this statement's update of that row sees it even if it waited.
 */
const FINISH_SQL = `
  WITH s AS (
    SELECT s.id, s."userId", s."exerciseId", s.language, s."samplesOnly", s."rejudgeId",
           s."createdAt"
      FROM "Submission" s JOIN "Attempt" a ON a."submissionId" = s.id
     WHERE a.token = $1 AND s.state = 'running' FOR NO KEY UPDATE OF s),
  attempt AS (
    UPDATE "Attempt" a SET state = 'succeeded', "finishedAt" = now()
      FROM s WHERE a."submissionId" = s.id AND a.token = $1 AND a.state = 'running'
    RETURNING a."submissionId"),
  graded AS (
    UPDATE "Submission" u
       SET state = 'graded', verdict = $2, score = $3, "maxScore" = $4, result = $5,
           "finishedAt" = now()
      FROM attempt WHERE u.id = attempt."submissionId"),
  cases AS (
    INSERT INTO "CaseResult" ("submissionId", index, name, "group", sample, verdict, "cpuTimeMs",
                              "wallTimeMs", "peakMemoryBytes", detail)
    SELECT attempt."submissionId", item.ordinality - 1, c.value->>'name', c.value->>'group',
           (c.value->>'sample')::boolean, c.value->>'verdict', (c.value->>'cpuTimeMs')::float8,
           (c.value->>'wallTimeMs')::float8, (c.value->>'peakMemoryBytes')::numeric::bigint,
           c.value->'detail'
      FROM attempt, jsonb_array_elements($6::jsonb) WITH ORDINALITY AS item,
           LATERAL (SELECT item.value) AS c
    ON CONFLICT ("submissionId", index) DO UPDATE
       SET name = excluded.name, "group" = excluded."group", sample = excluded.sample,
           verdict = excluded.verdict, "cpuTimeMs" = excluded."cpuTimeMs",
           "wallTimeMs" = excluded."wallTimeMs",
           "peakMemoryBytes" = excluded."peakMemoryBytes", detail = excluded.detail),
  best AS (
    INSERT INTO "BestScore" AS b ("userId", "exerciseId", "submissionId", score, "maxScore",
                                  "updatedAt")
    SELECT s."userId", s."exerciseId", s.id, $3, $4, now()
      FROM s JOIN attempt ON attempt."submissionId" = s.id
     WHERE NOT s."samplesOnly" AND s."rejudgeId" IS NULL
    ON CONFLICT ("userId", "exerciseId") DO UPDATE
       SET "submissionId" = excluded."submissionId", score = excluded.score,
           "maxScore" = excluded."maxScore", "updatedAt" = excluded."updatedAt"
     WHERE excluded.score > b.score
    RETURNING "submissionId"),
  ${GRADED_DELIVERIES_SQL},
  ${appendEventsSql('attempt', '$7::jsonb')}
  SELECT (SELECT count(*) FROM announced) AS announced FROM attempt`;

/** Columns of their own for what lists and statistics ask for; the rest is `detail`. */
const caseRows = (result: GradingResult): readonly object[] =>
  result.cases.map(
    ({ name, group, sample, verdict, cpuTimeMs, wallTimeMs, peakMemoryBytes, ...detail }) => ({
      ...{ name, group, sample, verdict, cpuTimeMs, wallTimeMs, peakMemoryBytes },
      detail,
    }),
  );

/**
 * Stores the result. `pendingEvents` are those that were not sent yet (EventHub.drainEvents): they
 * go with the `finished` event, in order, for nothing extra. false: the token is not current, and
 * nothing was written.
 */
export const finishAttempt = async (
  { pool }: Database,
  token: string,
  result: GradingResult,
  pendingEvents: readonly SubmissionEvent[] = [],
): Promise<boolean> => {
  const { verdict, score, maxScore } = result;
  const finished: SubmissionEvent = { type: 'finished', verdict, score, maxScore };
  const values = [
    token,
    verdict,
    score,
    maxScore,
    storableJson({ ...result, cases: undefined }),
    storableJson(caseRows(result)),
    storableJson([...pendingEvents, finished]),
  ];
  const { rowCount } = await retryOnConflict(() =>
    pool.query({ name: 'finish-attempt', text: FINISH_SQL, values }),
  );
  return rowCount === 1;
};
