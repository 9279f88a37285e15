import type { ScoreResource } from '../../../grading/resource/resources.ts';
import { listCohortMembers } from '../../../platform/database/cohort-members.ts';
import type { CohortRow } from '../../../platform/database/cohorts.ts';
import { listUsers } from '../../../platform/database/users.ts';
import type { ApiServices } from '../../services.ts';
import {
  columnsOf,
  readMarksOf,
  type Column,
  type GradebookExercises,
} from '../cohorts/read-gradebook.ts';

/** Learners whose scores are read at one time: what an export holds in memory. */
const BATCH_LEARNERS = 200;

interface Learner {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
}

/** By username, after the one named `after`. */
type ListLearners = (after: string | null) => Promise<readonly Learner[]>;

/**
 * The scores of a cohort's learners, or of everybody, as the gradebook has them; batches in the order
 * of usernames, then of exercises. What somebody never tried has no row.
 */
export async function* readScores(
  services: ApiServices,
  cohort: CohortRow | null,
  wanted: GradebookExercises,
): AsyncGenerator<readonly ScoreResource[]> {
  const columns = await columnsOf(services, cohort?.assignments ?? [], wanted);
  const list: ListLearners = (after) => {
    const page = { after, take: BATCH_LEARNERS };
    return cohort === null
      ? listUsers(services.database, {}, page)
      : listCohortMembers(services.database, cohort.id, { role: 'learner' }, page);
  };
  let after: string | null = null;
  for (;;) {
    const learners: readonly Learner[] = await list(after);
    const last = learners.at(-1);
    if (last === undefined) return;
    yield await scoresOf(services, learners, columns);
    after = last.username;
  }
}

async function scoresOf(
  services: ApiServices,
  learners: readonly Learner[],
  columns: readonly Column[],
): Promise<ScoreResource[]> {
  const markOf = await readMarksOf(services, learners, columns);
  return learners.flatMap(({ id: userId, username, displayName }) =>
    columns.flatMap((column) => {
      const mark = markOf(userId, column);
      if (mark.submissions === 0) return [];
      const { id: exerciseId, ...exercise } = column;
      return [{ userId, username, displayName, exerciseId, ...exercise, ...mark }];
    }),
  );
}
