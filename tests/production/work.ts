import { join } from 'node:path';
import { AssayClient } from '../../cli/client/assay-client.ts';
import { findReferenceSolution } from '../../cli/setup/sample-submission.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { httpSubmission } from '../bench/http-submission.ts';
import type { ComposeProject } from './compose.ts';

/** A learner may hold 20 streams of events open. */
const LANES = 10;

/** Hands in so many right solutions, some at a time, and waits until each is accepted. */
export async function acceptAll(url: string, token: string, count: number): Promise<void> {
  const client = new AssayClient(url, token, AbortSignal.timeout(60_000));
  const submission = await findReferenceSolution(client, join(repoRoot, 'exercises'));
  if (submission === null) throw new Error('No exercise has a solution.');
  const one = httpSubmission({ name: 'stack', url, tokens: [token], submission });
  let left = count;
  const lane = async (): Promise<void> => {
    while ((left -= 1) >= 0) await one.run();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Rows of the stack's own database, a list of columns each. */
export async function query(project: ComposeProject, sql: string): Promise<string[][]> {
  const psql = ['psql', '--username=assay', '--dbname=assay', '--tuples-only', '--no-align'];
  const text = await project.run(['exec', '-T', 'postgres', ...psql, `--command=${sql}`]);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('|'));
}

/** What each living worker has graded; fails where something counts twice, or not at all. */
export async function gradedBy(project: ComposeProject): Promise<ReadonlyMap<string, number>> {
  const odd = await query(
    project,
    `SELECT s.id FROM "Submission" s LEFT JOIN "Attempt" a
         ON a."submissionId" = s.id AND a.state = 'succeeded'
      WHERE s."rejudgeId" IS NULL GROUP BY s.id HAVING count(a.*) <> 1 OR s.verdict <> 'AC'`,
  );
  if (odd.length > 0) throw new Error(`not accepted exactly once: ${odd.flat().join(', ')}`);
  const rows = await query(
    project,
    `SELECT "workerId", count(*) FROM "Attempt" WHERE state = 'succeeded' GROUP BY 1 ORDER BY 1`,
  );
  return new Map(rows.map(([worker = '', count]) => [worker, Number(count)]));
}

const POLL_MS = 500;
const WORKERS_TIMEOUT_MS = 120_000;

/** Waits until exactly so many workers live; gives their ids. */
export async function untilWorkers(project: ComposeProject, count: number): Promise<string[]> {
  const deadline = Date.now() + WORKERS_TIMEOUT_MS;
  const alive = `SELECT "workerId", host FROM "WorkerHeartbeat" WHERE "seenAt" > now() - interval '20 s'`;
  for (;;) {
    const rows = await query(project, alive);
    const hosts = new Set(rows.map(([, host]) => host));
    if (rows.length === count && hosts.size === count) return rows.map(([id = '']) => id);
    if (Date.now() > deadline) throw new Error(`not ${count} workers: ${rows.join(' ')}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
