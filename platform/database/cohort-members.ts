import { hasRole, type CohortRole } from '../../grading/account/role.ts';
import { literalPattern } from './literal-pattern.ts';
import type { Database } from './database.ts';
import type { User } from './generated/client.ts';

export type CohortMemberRow = Pick<User, 'id' | 'username' | 'displayName'> & {
  readonly role: CohortRole;
  readonly joinedAt: Date;
  /** The account has the role that an instructor of a cohort needs. */
  readonly mayInstruct: boolean;
};

const MEMBER = {
  role: true,
  joinedAt: true,
  user: { select: { id: true, username: true, displayName: true, role: true } },
} as const;

interface Found {
  readonly role: CohortRole;
  readonly joinedAt: Date;
  readonly user: Pick<User, 'id' | 'username' | 'displayName' | 'role'>;
}

const toMember = ({ user, role, joinedAt }: Found): CohortMemberRow => {
  const { id, username, displayName } = user;
  const mayInstruct = hasRole(user.role, 'instructor');
  return { id, username, displayName, role, joinedAt, mayInstruct };
};

export interface MemberFilter {
  /** Part of username or name; letter case does not matter. */
  readonly q?: string;
  readonly role?: CohortRole;
}

/** By username, after the one named `after`. */
export const listCohortMembers = async (
  { prisma }: Database,
  cohortId: string,
  { q, role }: MemberFilter,
  page: { readonly after: string | null; readonly take: number },
): Promise<CohortMemberRow[]> => {
  const contains = { contains: literalPattern(q ?? ''), mode: 'insensitive' } as const;
  const rows = await prisma.cohortMember.findMany({
    where: {
      cohortId,
      ...(role === undefined ? {} : { role }),
      user: {
        ...(page.after === null ? {} : { username: { gt: page.after } }),
        ...(q === undefined ? {} : { OR: [{ username: contains }, { displayName: contains }] }),
      },
    },
    orderBy: { user: { username: 'asc' } },
    take: page.take,
    select: MEMBER,
  });
  return rows.map(toMember);
};

export const findCohortMember = async (
  { prisma }: Database,
  cohortId: string,
  userId: string,
): Promise<CohortMemberRow | null> => {
  const where = { cohortId_userId: { cohortId, userId } };
  const member = await prisma.cohortMember.findUnique({ where, select: MEMBER });
  return member && toMember(member);
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

/** `last-instructor`: nobody changed, since the cohort would be nobody's. */
export const setCohortRole = (
  { prisma }: Database,
  cohortId: string,
  userId: string,
  role: CohortRole,
): Promise<'changed' | 'not-found' | 'last-instructor'> =>
  prisma.$transaction(async (transaction) => {
    // Two instructors who step down at once would both see the other one.
    await transaction.$queryRaw`SELECT id FROM "Cohort" WHERE id = ${cohortId}::uuid FOR UPDATE`;
    const others = { cohortId, role: 'instructor', userId: { not: userId } } as const;
    if (role === 'learner' && (await transaction.cohortMember.count({ where: others })) === 0) {
      return 'last-instructor';
    }
    const where = { cohortId, userId };
    const { count } = await transaction.cohortMember.updateMany({ where, data: { role } });
    return count === 0 ? 'not-found' : 'changed';
  });
