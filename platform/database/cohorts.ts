import type { CohortRole, Role } from '../../grading/account/role.ts';
import type { Database } from './database.ts';
import type { Cohort, CohortAssignment } from './generated/client.ts';

/** Cohorts, as one reader sees them. Who is neither in one nor an admin does not see it. */
export type CohortRow = Cohort & {
  readonly role: CohortRole;
  readonly learnerCount: number;
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

const toRow = (reader: Reader, { members, _count, ...cohort }: Found): CohortRow => ({
  ...cohort,
  role: reader.role === 'admin' ? 'instructor' : (members[0]?.role ?? 'learner'),
  learnerCount: _count.members,
});

/** Those that the reader is in, and all of them for an admin; newest first. */
export const listCohorts = async (
  { prisma }: Database,
  reader: Reader,
  page: { readonly after: string | null; readonly take: number },
): Promise<CohortRow[]> => {
  const rows = await prisma.cohort.findMany({
    where: {
      ...(reader.role === 'admin' ? {} : { members: { some: { userId: reader.id } } }),
      ...(page.after === null ? {} : { id: { lt: page.after } }),
    },
    orderBy: { id: 'desc' },
    take: page.take,
    include: include(reader.id),
  });
  return rows.map((row) => toRow(reader, row));
};

/** Null where it does not exist or is not the reader's to see. */
export const findCohort = async (
  { prisma }: Database,
  reader: Reader,
  id: string,
): Promise<CohortRow | null> => {
  const row = await prisma.cohort.findUnique({ where: { id }, include: include(reader.id) });
  if (row === null || (reader.role !== 'admin' && row.members.length === 0)) return null;
  return toRow(reader, row);
};

/** With its maker as its first instructor. */
export const createCohort = async (
  { prisma }: Database,
  reader: Reader,
  data: { readonly name: string; readonly joinCode: string },
): Promise<CohortRow> => {
  const row = await prisma.cohort.create({
    data: { ...data, members: { create: { userId: reader.id, role: 'instructor' } } },
    include: include(reader.id),
  });
  return toRow(reader, row);
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

/** Sets or changes the due date of an exercise. */
export const assignExercise = async (
  { prisma }: Database,
  assignment: Pick<CohortAssignment, 'cohortId' | 'exerciseId' | 'dueAt'>,
): Promise<void> => {
  const { cohortId, exerciseId, dueAt } = assignment;
  await prisma.cohortAssignment.upsert({
    where: { cohortId_exerciseId: { cohortId, exerciseId } },
    create: { ...assignment },
    update: { dueAt },
  });
};

export const unassignExercise = async (
  { prisma }: Database,
  cohortId: string,
  exerciseId: string,
): Promise<void> => {
  await prisma.cohortAssignment.deleteMany({ where: { cohortId, exerciseId } });
};
