import type { ExerciseOf, SqlCase } from '../../../grading/catalogue/exercise.ts';
import { judgedCase } from '../../../grading/feedback/case-feedback.ts';
import type { SqlFeedback } from '../../../grading/kinds/sql/types.ts';
import type { Limits } from '../../../grading/manifest/limits.ts';
import type { CaseResult } from '../../../grading/score/result.ts';
import type { RunFacts, StopReason } from '../../../grading/verdict/facts.ts';
import { formatMiB } from '../../../grading/verdict/format-units.ts';
import { explain, verdictOf } from '../../../grading/verdict/verdict-of.ts';
import type { Verdict } from '../../../grading/verdict/verdict.ts';
import type { SqlError, SqlStop, SqlUsage } from './engine.ts';
import type { Aspect, Examined } from './examine.ts';

export interface ExaminedCase {
  readonly exercise: Pick<ExerciseOf<'sql'>, 'groups'>;
  readonly limits: Limits;
  readonly testCase: SqlCase;
  readonly usage: SqlUsage;
  readonly examined: Examined;
}

interface Judged {
  readonly verdict: Verdict;
  /** Holds nothing of the case, its data or what the engine said of it: a secret one shows it too. */
  readonly message: string;
  /** For a sample. */
  readonly detail?: string;
}

/**
 * What the examination of a case comes to. An engine's message quotes rows and a learner chooses what
 * it says: for a secret case it is dropped whole, its SQLSTATE and its line too.
 */
export function judgeExamined(examined: ExaminedCase): CaseResult {
  const { exercise, testCase, usage } = examined;
  const facts = factsOf(examined);
  const { verdict, message, detail } = judge(examined, facts);
  return judgedCase({
    testCase,
    groups: exercise.groups,
    verdict,
    usage,
    stoppedBy: facts.stoppedBy,
    message: testCase.sample && detail !== undefined ? detail : message,
    feedback: () => feedbackOf(examined.examined, detail ?? message),
  });
}

function judge({ examined, limits, usage }: ExaminedCase, facts: RunFacts): Judged {
  const run = verdictOf(facts, limits, 0);
  if (run !== 'ok') return { verdict: run, message: explain(facts, limits, 0) };
  switch (examined.kind) {
    case 'right':
      return { verdict: 'AC', message: explain(facts, limits, 0) };
    case 'wrong':
      return { verdict: 'WA', message: WRONG[examined.aspect], detail: examined.message };
    case 'refused':
      return { verdict: 'RTE', message: REFUSED, detail: errorText(examined.error) };
    case 'stopped':
      if (examined.by === 'disk') return { verdict: 'MLE', message: DISK };
      if (examined.by === 'memory') return { verdict: 'MLE', message: memoryMessage(usage) };
      return { verdict: 'RTE', message: DIED };
  }
}

const WRONG: Readonly<Record<Aspect, string>> = {
  rows: 'The rows are not the expected ones.',
  plan: 'The plan is not as it should be.',
  tables: 'The tables are not as they should be.',
  state: 'What is in the database afterwards is not what should be there.',
  probes: 'The database takes what it should refuse, or refuses what it should take.',
};
const REFUSED = 'The database refused a statement. The samples show such errors in full.';
const DISK = 'Tables and temporary files took more space than the database may use.';
const DIED = 'The database server went down while it ran this.';

const memoryMessage = ({ peakMemoryBytes }: SqlUsage): string =>
  `A statement wanted more memory than it may use (${formatMiB(peakMemoryBytes)} were in use).`;

export const errorText = ({ line, message }: SqlError): string =>
  line === null ? message : `Line ${line}: ${message}`;

/** As facts of a run, so that limits mean the same in every kind. */
function factsOf({ usage, limits, examined }: ExaminedCase): RunFacts {
  const by = examined.kind === 'stopped' ? examined.by : null;
  return {
    ...usage,
    exit: { kind: 'exited', code: 0 },
    stoppedBy: by === null ? null : stopReason(by, usage, limits),
    memoryKills: 0,
    processLimitHits: 0,
    ...{ stdout: NOTHING, stderr: NOTHING },
  };
}

function stopReason(by: SqlStop, usage: SqlUsage, limits: Limits): StopReason | null {
  if (by === 'output') return 'output';
  if (by !== 'time') return null;
  return usage.cpuTimeMs > limits.cpuTimeMs ? 'cpu-time' : 'wall-time';
}

const NOTHING = { bytes: new Uint8Array(0), truncated: false } as const;

function feedbackOf(examined: Examined, message: string): SqlFeedback {
  if (examined.kind === 'right' || examined.kind === 'wrong') {
    return { kind: 'sql', ...examined.feedback };
  }
  const error = examined.kind === 'refused' ? errorText(examined.error) : message;
  return { kind: 'sql', query: null, tables: [], error, plan: null };
}
