import { FIRST_TURN, MAX_TURN } from '../../grading/job/grade-job.ts';

/**
 * Theory of operation. The queue serves rounds, and in each round every learner has one submission:
 * a submission's turn is the number of its round, and its job's priority. A new one gets the round
 * that is being served, or the one after its learner's last, whichever is later. So 200 submissions
 * of one learner stand in 200 rounds, another's first stands in the current one behind one of them
 * at most, and, since a learner who is served moves on to the next round, nobody who comes again and
 * again can keep another waiting for ever. This is start-time fair queueing with submissions of
 * equal cost (Goyal, Vin and Cheng, SIGCOMM 1996): turn = start tag, and the start tag of what is
 * being graded = virtual time.
 *
 * Where nothing waits, counting begins anew at 1. What a learner has had graded while the oldest of
 * the queue waited still counts as theirs, and what they had before that does not. What is
 * parked for a worker that is not there holds the counting back for nobody. Turns are stored, so a
 * job that the sweep adds again stands where it stood. Requests of one learner that come at the very
 * same moment are stored one after the other by an API process (submit.ts); of several processes,
 * each may give the same turn once.
 */
export const nextTurnSql = (userId: string): string => `
  SELECT least(${MAX_TURN}, greatest(
           ${FIRST_TURN},
           coalesce(waiting.served, waiting.next),
           waiting.own + 1,
           (SELECT max(graded.turn) + 1 FROM "Submission" graded
             WHERE graded."userId" = ${userId} AND graded."rejudgeId" IS NULL
               AND graded."finishedAt" > waiting.oldest))) AS turn
    FROM (SELECT max(turn) FILTER (WHERE state = 'running') AS served,
                 min(turn) FILTER (WHERE state = 'queued' AND "parkedAt" IS NULL) AS next,
                 max(turn) FILTER (WHERE "userId" = ${userId}) AS own,
                 min("createdAt") FILTER (WHERE state = 'queued' AND "parkedAt" IS NULL) AS oldest
            FROM "Submission"
           WHERE state IN ('queued', 'running') AND "rejudgeId" IS NULL) waiting`;
