import type { CohortRole, Role } from '../../grading/account/role.ts';
import type { Database } from './database.ts';
import type { Cohort, CohortAssignment } from './generated/client.ts';

/** Cohorts, as one reader sees them. Who is neither in one nor an admin does not see it. */
export type CohortRow = Cohort & {
  readonly role: CohortRole;
  readonly learnerCount: number;
  /** When a learner last handed something in; null: never, or not for this reader. */
  readonly lastActivityAt: Date | null;
  readonly assignments: readonly Pick<CohortAssignment, 'exerciseId' | 'dueAt'>[];
};

export interface Reader {
  readonly id: string;
  readonly role: Role;
}

const include = (readerId: string) =>
  ({
    members: { where: { userId: readerId }, select: { role: true } },
    assignments: { select: { exerciseId: true, dueAt: true }, orderBy: { exerciseId: 'asc' } },
    _count: { select: { members: { where: { role: 'learner' } } } },
  }) as const;

type Found = Cohort & {
  readonly members: readonly { readonly role: CohortRole }[];
  readonly assignments: CohortRow['assignments'];
  readonly _count: { readonly members: number };
};

const roleIn = (reader: Reader, members: Found['members']): CohortRole =>
  reader.role === 'admin' ? 'instructor' : (members[0]?.role ?? 'learner');

/** Of the cohorts that the reader instructs: it is no fellow learner's business. */
const LAST_ACTIVITY_SQL = `
  SELECT m."cohortId" AS id, max(s."createdAt") AS "lastActivityAt"
    FROM "CohortMember" m JOIN "Submission" s ON s."userId" = m."userId"
   WHERE m."cohortId" = ANY ($1::uuid[]) AND m.role = 'learner' AND s."rejudgeId" IS NULL
   GROUP BY 1`;

async function toRows(
  { pool }: Database,
  reader: Reader,
  found: readonly Found[],
): Promise<CohortRow[]> {
  const mine = found.filter(({ members }) => roleIn(reader, members) === 'instructor');
  const { rows } = await pool.query<{ id: string; lastActivityAt: Date }>(LAST_ACTIVITY_SQL, [
    mine.map(({ id }) => id),
  ]);
  const lastActivity = new Map(rows.map(({ id, lastActivityAt }) => [id, lastActivityAt]));
  return found.map(({ members, _count, ...cohort }) => ({
    ...cohort,
    role: roleIn(reader, members),
    learnerCount: _count.members,
    lastActivityAt: lastActivity.get(cohort.id) ?? null,
  }));
}

/** Those that the reader is in, and all of them for an admin; newest first. */
export const listCohorts = async (
  database: Database,
  reader: Reader,
  page: { readonly after: string | null; readonly take: number },
): Promise<CohortRow[]> => {
  const rows = await database.prisma.cohort.findMany({
    where: {
      ...(reader.role === 'admin' ? {} : { members: { some: { userId: reader.id } } }),
      ...(page.after === null ? {} : { id: { lt: page.after } }),
    },
    orderBy: { id: 'desc' },
    take: page.take,
    include: include(reader.id),
  });
  return toRows(database, reader, rows);
};

/** Null where it does not exist or is not the reader's to see. */
export const findCohort = async (
  database: Database,
  reader: Reader,
  id: string,
): Promise<CohortRow | null> => {
  const row = await database.prisma.cohort.findUnique({
    where: { id },
    include: include(reader.id),
  });
  if (row === null || (reader.role !== 'admin' && row.members.length === 0)) return null;
  const [found = null] = await toRows(database, reader, [row]);
  return found;
};

/** With its maker as its first instructor. */
export const createCohort = async (
  { prisma }: Database,
  reader: Reader,
  data: { readonly name: string; readonly joinCode: string },
): Promise<CohortRow> => {
  const row = await prisma.cohort.create({
    data: { ...data, members: { create: { userId: reader.id, role: 'instructor' } } },
  });
  const nothing = { learnerCount: 0, lastActivityAt: null, assignments: [] };
  return { ...row, ...nothing, role: 'instructor' };
};

export interface CohortChange {
  readonly name?: string;
  readonly joinCode?: string | null;
  readonly archivedAt?: Date | null;
}

export const updateCohort = async (
  { prisma }: Database,
  id: string,
  data: CohortChange,
): Promise<void> => {
  await prisma.cohort.update({ where: { id }, data });
};

/** Assigns the exercises, or changes the due date of those that are assigned already. */
export const assignExercises = async (
  { prisma }: Database,
  cohortId: string,
  exerciseIds: readonly string[],
  dueAt: Date | null,
): Promise<void> => {
  const where = { cohortId, exerciseId: { in: [...exerciseIds] } };
  const data = exerciseIds.map((exerciseId) => ({ cohortId, exerciseId, dueAt }));
  await prisma.$transaction([
    prisma.cohortAssignment.updateMany({ where, data: { dueAt } }),
    prisma.cohortAssignment.createMany({ data, skipDuplicates: true }),
  ]);
};

export const unassignExercise = async (
  { prisma }: Database,
  cohortId: string,
  exerciseId: string,
): Promise<void> => {
  await prisma.cohortAssignment.deleteMany({ where: { cohortId, exerciseId } });
};
