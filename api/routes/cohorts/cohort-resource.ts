import type { CohortMemberResource, CohortResource } from '../../../grading/resource/resources.ts';
import type { CohortMemberRow } from '../../../platform/database/cohort-members.ts';
import type { CohortRow } from '../../../platform/database/cohorts.ts';
import { showJoinCode } from './join-code.ts';

export const toCohort = (row: CohortRow): CohortResource => ({
  id: row.id,
  name: row.name,
  role: row.role,
  joinCode: row.role === 'instructor' && row.joinCode !== null ? showJoinCode(row.joinCode) : null,
  learnerCount: row.learnerCount,
  archived: row.archivedAt !== null,
  createdAt: row.createdAt.toISOString(),
  lastActivityAt: row.lastActivityAt?.toISOString() ?? null,
  assignments: row.assignments.map(({ exerciseId, dueAt }) => ({
    exerciseId,
    dueAt: dueAt?.toISOString() ?? null,
  })),
});

export const toCohortMember = ({ joinedAt, ...member }: CohortMemberRow): CohortMemberResource => ({
  ...member,
  joinedAt: joinedAt.toISOString(),
});
