import type pg from 'pg';
import type { AuditAction } from '../../grading/account/audit-action.ts';
import type { Database } from './database.ts';
import type { AuditEntry } from './generated/client.ts';
import { literalPattern } from './literal-pattern.ts';
import { newId } from './new-id.ts';

/** Who does something that the audit trail keeps. */
export interface Actor {
  /** Null: whoever runs the server, by its command line. */
  readonly id: string | null;
  readonly name: string;
  readonly requestId: string | null;
}

export interface Deed {
  readonly action: AuditAction;
  /** Of a user or a rejudge the id; of an exercise, too, which is its name. */
  readonly subjectId: string;
  readonly subjectName: string;
  readonly detail?: Readonly<Record<string, string>>;
}

const RECORD_SQL = `
  INSERT INTO "AuditEntry" (id, "actorId", "actorName", action, "subjectId", "subjectName", detail,
                            "requestId")
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** With the client of the deed's own transaction: there is no deed without its entry. */
export const recordDeed = async (
  client: pg.PoolClient,
  actor: Actor,
  { action, subjectId, subjectName, detail = {} }: Deed,
): Promise<void> => {
  await client.query(RECORD_SQL, [
    ...[newId(), actor.id, actor.name, action, subjectId, subjectName, JSON.stringify(detail)],
    actor.requestId,
  ]);
};

export interface AuditFilter {
  readonly action?: AuditAction;
  /** Part of the name of who did it. */
  readonly actor?: string;
  /** Part of the name of whom, or what, it was done to. */
  readonly subject?: string;
}

const contains = (text: string) => ({
  contains: literalPattern(text),
  mode: 'insensitive' as const,
});

/** Newest first, after the one with the id `after`. */
export const listAudit = (
  { prisma }: Database,
  { action, actor, subject }: AuditFilter,
  page: { readonly after: string | null; readonly take: number },
): Promise<AuditEntry[]> =>
  prisma.auditEntry.findMany({
    where: {
      ...(action === undefined ? {} : { action }),
      ...(actor === undefined ? {} : { actorName: contains(actor) }),
      ...(subject === undefined ? {} : { subjectName: contains(subject) }),
      ...(page.after === null ? {} : { id: { lt: page.after } }),
    },
    orderBy: { id: 'desc' },
    take: page.take,
  });
