import type { SqlFeedbackTable } from '../../../grading/kinds/sql/types.ts';
import type { CaseResult, GradingResult } from '../../../grading/score/result.ts';
import type {
  SubmissionResource,
  SubmissionSummaryResource,
} from '../../../grading/resource/resources.ts';
import type {
  PlaceInQueue,
  SubmissionRow,
  SubmissionSummaryRow,
} from '../../../platform/database/submissions-read.ts';

/** Rows are what our own code wrote: the casts say which contract of grading/ a column holds. */
export const toSubmissionSummary = (row: SubmissionSummaryRow): SubmissionSummaryResource => ({
  id: row.id,
  exerciseId: row.exerciseId,
  contentHash: row.contentHash,
  language: row.language as SubmissionSummaryResource['language'],
  samplesOnly: row.samplesOnly,
  state: row.state,
  verdict: row.verdict as SubmissionSummaryResource['verdict'],
  score: row.score,
  maxScore: row.maxScore,
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  counts: row.countsAs !== null,
});

type CaseRow = SubmissionRow['cases'][number];
type CaseDetail = Pick<
  CaseResult,
  'exitCode' | 'signal' | 'stoppedBy' | 'message' | 'hint' | 'sampleFeedback'
>;
type CaseResource = NonNullable<SubmissionResource['result']>['cases'][number];

/** Member by member: what a later version may have stored beside them stays here. */
function toFeedback(feedback: CaseResult['sampleFeedback']): CaseResource['sampleFeedback'] {
  switch (feedback?.kind) {
    case undefined:
      return null;
    case 'program': {
      const { kind, args, stdin, expectedStdout, actualStdout, stderr } = feedback;
      return { kind, args: [...args], stdin, expectedStdout, actualStdout, stderr };
    }
    case 'function': {
      const { kind, call, expected, actual, printed, error } = feedback;
      return { kind, call, expected, actual, printed, error };
    }
    case 'http': {
      const exchanges = feedback.exchanges.map(({ request, response, problem }) => ({
        ...{ request, response, problem },
      }));
      return { kind: 'http', exchanges, stderr: feedback.stderr };
    }
    case 'sql': {
      const { kind, query, error, plan } = feedback;
      return { kind, query, tables: feedback.tables.map(toTable), error, plan };
    }
  }
}

const toTable = ({ title, columns, rows, omittedRows }: SqlFeedbackTable) => ({
  ...{ title, columns: [...columns], rows: rows.map((row) => [...row]), omittedRows },
});

/** Whatever a row holds, input and output of a hidden case do not leave. */
const toCase = (row: CaseRow): CaseResource => {
  const detail = row.detail as unknown as CaseDetail;
  return {
    name: row.name,
    group: row.group,
    sample: row.sample,
    verdict: row.verdict as CaseResource['verdict'],
    cpuTimeMs: row.cpuTimeMs,
    wallTimeMs: row.wallTimeMs,
    peakMemoryBytes: Number(row.peakMemoryBytes),
    exitCode: detail.exitCode,
    signal: detail.signal,
    stoppedBy: detail.stoppedBy,
    message: detail.message,
    hint: detail.hint,
    sampleFeedback: row.sample ? toFeedback(detail.sampleFeedback) : null,
  };
};

const toResult = (row: SubmissionRow): SubmissionResource['result'] => {
  if (row.result === null) return null;
  const stored = row.result as unknown as Omit<GradingResult, 'cases'>;
  return {
    verdict: stored.verdict,
    score: stored.score,
    maxScore: stored.maxScore,
    groups: stored.groups.map((group) => ({ ...group })),
    cases: row.cases.map(toCase),
    compileOutput: stored.compileOutput,
    limits: stored.limits,
    clocks: stored.clocks,
  };
};

export const toSubmission = (
  row: SubmissionRow,
  place: PlaceInQueue | null,
): SubmissionResource => ({
  ...toSubmissionSummary(row),
  files: row.files.map(({ path, content }) => ({ path, content })),
  result: toResult(row),
  queuePosition: place?.position ?? null,
  waitingFor: place?.waitingFor ?? null,
  rejudged: row.copies.flatMap(({ replacedAt, verdict, score, maxScore }) =>
    replacedAt === null
      ? []
      : [
          {
            at: replacedAt.toISOString(),
            verdict: verdict as SubmissionResource['verdict'],
            ...{ score, maxScore },
          },
        ],
  ),
});
