import type { GradebookResource } from '../../../grading/resource/resources.ts';
import { listCohortMembers } from '../../../platform/database/cohort-members.ts';
import type { CohortRow } from '../../../platform/database/cohorts.ts';
import { readMarks, type MarkRow } from '../../../platform/database/gradebook-read.ts';
import type { ApiServices } from '../../services.ts';

/** A class, not a university: who has more learners splits the cohort. */
const MAX_LEARNERS = 2000;

export const GRADEBOOK_EXERCISES = ['assigned', 'all'] as const;
export type GradebookExercises = (typeof GRADEBOOK_EXERCISES)[number];

type Mark = GradebookResource['learners'][number]['marks'][number];
export type Column = GradebookResource['exercises'][number];

const UNTRIED: Mark = { score: null, submissions: 0, reachedAt: null, late: false };

/** The assigned exercises; the whole catalogue where none is assigned, or all are asked for. */
export async function columnsOf(
  { exercises }: Pick<ApiServices, 'exercises'>,
  assignments: CohortRow['assignments'],
  wanted: GradebookExercises,
): Promise<Column[]> {
  const dueAt = new Map(assignments.map((each) => [each.exerciseId, each.dueAt]));
  const { exercises: published } = await exercises.current();
  return published
    .filter(({ id }) => wanted === 'all' || dueAt.size === 0 || dueAt.has(id))
    .map(({ id, title, phase, points }) => ({
      ...{ id, title, phase, maxScore: points },
      dueAt: dueAt.get(id)?.toISOString() ?? null,
    }));
}

const toMark = (row: MarkRow | undefined, { dueAt }: Column): Mark => {
  if (row === undefined) return UNTRIED;
  const { score, submissions, reachedAt } = row;
  const late = dueAt !== null && reachedAt !== null && reachedAt > new Date(dueAt);
  return { score, submissions, reachedAt: reachedAt?.toISOString() ?? null, late };
};

/** The mark of each of these learners in each of these exercises. */
export async function readMarksOf(
  { database }: Pick<ApiServices, 'database'>,
  learners: readonly { readonly id: string }[],
  columns: readonly Column[],
): Promise<(userId: string, column: Column) => Mark> {
  const userIds = learners.map(({ id }) => id);
  const exerciseIds = columns.map(({ id }) => id);
  const rows = await readMarks(database, userIds, exerciseIds);
  const byKey = new Map(rows.map((row) => [`${row.userId} ${row.exerciseId}`, row]));
  return (userId, column) => toMark(byKey.get(`${userId} ${column.id}`), column);
}

/** Who is how far: a row a learner, a column an exercise. */
export async function readGradebook(
  services: ApiServices,
  cohort: CohortRow,
  wanted: GradebookExercises,
): Promise<GradebookResource> {
  const exercises = await columnsOf(services, cohort.assignments, wanted);
  const members = await listCohortMembers(
    services.database,
    cohort.id,
    { role: 'learner' },
    { after: null, take: MAX_LEARNERS },
  );
  const markOf = await readMarksOf(services, members, exercises);
  const learners = members.map(({ id, username, displayName }) => {
    const marks = exercises.map((column) => markOf(id, column));
    const total = marks.reduce((sum, { score }) => sum + (score ?? 0), 0);
    return { id, username, displayName, total, marks };
  });
  return { exercises, learners };
}
