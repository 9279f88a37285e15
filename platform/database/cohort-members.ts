import type { CohortRole } from '../../grading/account/role.ts';
import type { Database } from './database.ts';
import type { User } from './generated/client.ts';

export type CohortMemberRow = Pick<User, 'id' | 'username' | 'displayName'> & {
  readonly role: CohortRole;
  readonly joinedAt: Date;
};

/** By username, after the one named `after`. */
export const listCohortMembers = async (
  { prisma }: Database,
  cohortId: string,
  page: { readonly after: string | null; readonly take: number },
): Promise<CohortMemberRow[]> => {
  const rows = await prisma.cohortMember.findMany({
    where: { cohortId, ...(page.after === null ? {} : { user: { username: { gt: page.after } } }) },
    orderBy: { user: { username: 'asc' } },
    take: page.take,
    select: {
      ...{ role: true, joinedAt: true },
      user: { select: { id: true, username: true, displayName: true } },
    },
  });
  return rows.map(({ user, role, joinedAt }) => ({ ...user, role, joinedAt }));
};

export const findCohortMember = async (
  { prisma }: Database,
  cohortId: string,
  userId: string,
): Promise<CohortRole | null> => {
  const where = { cohortId_userId: { cohortId, userId } };
  const member = await prisma.cohortMember.findUnique({ where, select: { role: true } });
  return member?.role ?? null;
};

/** The cohort that the code opens, or null. Who is in it already stays what they are. */
export const joinCohort = async (
  { prisma }: Database,
  userId: string,
  joinCode: string,
): Promise<string | null> => {
  const cohort = await prisma.cohort.findUnique({
    where: { joinCode, archivedAt: null },
    select: { id: true },
  });
  if (cohort === null) return null;
  await prisma.cohortMember.createMany({
    data: [{ cohortId: cohort.id, userId }],
    skipDuplicates: true,
  });
  return cohort.id;
};

/** `last-instructor`: nobody was removed, since the cohort would be nobody's. */
const REMOVE_SQL = `
  WITH locked AS (SELECT id FROM "Cohort" WHERE id = $1 FOR UPDATE),
  found AS (
    SELECT m.role, (SELECT count(*) FROM "CohortMember" o
                     WHERE o."cohortId" = $1 AND o.role = 'instructor') AS instructors
      FROM "CohortMember" m, locked WHERE m."cohortId" = locked.id AND m."userId" = $2),
  removed AS (
    DELETE FROM "CohortMember" m USING found
     WHERE m."cohortId" = $1 AND m."userId" = $2
       AND NOT (found.role = 'instructor' AND found.instructors = 1)
    RETURNING 1)
  SELECT (SELECT count(*)::int FROM found) AS found,
         (SELECT count(*)::int FROM removed) AS removed`;

export const removeCohortMember = async (
  { pool }: Database,
  cohortId: string,
  userId: string,
): Promise<'removed' | 'not-found' | 'last-instructor'> => {
  const { rows } = await pool.query<{ found: number; removed: number }>(REMOVE_SQL, [
    cohortId,
    userId,
  ]);
  if (rows[0]?.removed === 1) return 'removed';
  return rows[0]?.found === 1 ? 'last-instructor' : 'not-found';
};
