import type { Exercise } from '../../grading/catalogue/exercise.ts';
import type { Language } from '../../grading/manifest/language-names.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import type { Database } from '../../platform/database/database.ts';
import { beginAttempt, finishAttempt } from '../../platform/database/grading-store.ts';
import { gradeSource } from '../../worker/grade.ts';
import type { Sandbox } from '../../worker/sandbox/sandbox.ts';

const LEASE_MS = 60_000;

/** What a worker does to a submission, in a real sandbox, without the queue. */
export async function gradeInSandbox(
  { database, sandbox }: { readonly database: Database; readonly sandbox: Sandbox },
  exercise: Exercise,
  submissionId: string,
): Promise<GradingResult> {
  const begun = await beginAttempt(database, submissionId, 'test-worker', LEASE_MS);
  if (begun.kind !== 'begun') throw new Error(`Cannot begin: ${begun.kind}`);
  const { submission, files, attempt } = begun;
  const { samplesOnly } = submission;
  const source = { language: submission.language as Language, files };
  const result = await gradeSource({ exercise, source, sandbox, samplesOnly });
  const stored = { ...result, clocks: { ...result.clocks, queuedMs: 0 } };
  await finishAttempt(database, attempt.token, stored, []);
  return stored;
}
