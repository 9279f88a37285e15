import pg from 'pg';
import type { Accepted } from './learner.ts';

/** What became of a submission, from the store: no clock of a client's is in it. */
export interface Stored {
  readonly id: string;
  readonly userId: string;
  readonly state: string;
  readonly verdict: string | null;
  readonly createdAt: Date;
  /** When its first attempt began. */
  readonly startedAt: Date | null;
  readonly attempts: number;
}

const SQL = `
  SELECT s.id, s."userId", s.state, s.verdict, s."createdAt",
         min(a."startedAt") AS "startedAt", count(a.number)::int AS attempts
    FROM "Submission" s LEFT JOIN "Attempt" a ON a."submissionId" = s.id
   GROUP BY s.id ORDER BY s.id`;

export async function readStored(databaseUrl: string): Promise<readonly Stored[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Stored>(SQL)).rows;
  } finally {
    await client.end();
  }
}

export const waitingSeconds = ({ createdAt, startedAt }: Stored): number =>
  ((startedAt?.getTime() ?? Number.NaN) - createdAt.getTime()) / 1000;

/** Those of `accepted`, in its order; a line for each that is lost or got another verdict. */
export function match(
  accepted: readonly Accepted[],
  stored: readonly Stored[],
): { readonly found: readonly Stored[]; readonly faults: readonly string[] } {
  const byId = new Map(stored.map((row) => [row.id, row]));
  const found: Stored[] = [];
  const faults: string[] = [];
  for (const { id, verdict } of accepted) {
    const row = byId.get(id);
    if (row?.state === 'graded' && row.verdict === verdict) found.push(row);
    else faults.push(`${id}: ${row?.state ?? 'lost'}, ${row?.verdict ?? 'none'} for ${verdict}`);
  }
  return { found, faults };
}

/** How many of `others` began while `row` waited, handed in before it. */
export const overtakenBy = (row: Stored, others: readonly Stored[]): number =>
  others.filter(
    ({ createdAt, startedAt }) =>
      startedAt !== null &&
      row.startedAt !== null &&
      createdAt < row.createdAt &&
      startedAt > row.createdAt &&
      startedAt < row.startedAt,
  ).length;
