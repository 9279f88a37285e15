import type { CaseBase, CaseGroup, ProgramCase } from '../catalogue/exercise.ts';
import type { Judgement } from '../checker/judgement.ts';
import type { Limits } from '../manifest/limits.ts';
import type { CaseResult, SampleFeedback } from '../score/result.ts';
import type { RunFacts, StopReason } from '../verdict/facts.ts';
import { signalName } from '../verdict/signal-names.ts';
import { explain, verdictOf } from '../verdict/verdict-of.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { capText } from './cap-text.ts';

/**
 * What a learner is told about a case: the one place that decides it (theory of operation).
 *
 * A sample's input, expected and actual output are shown, capped. A secret case shows its name,
 * its verdict, the author's hint, what it used of its limits, and how it ended. Nothing that the
 * program read or wrote, and nothing of the expected output, gets into a secret case's result:
 * the checker's message quotes both and is dropped, stdout and stderr are dropped (a program could
 * print its secret input there), and the exit status alone, one byte, stays.
 */
export interface GradedRun {
  readonly testCase: ProgramCase;
  /** The exercise's groups: the case's own gives its hint where the case has none. */
  readonly groups: readonly CaseGroup[];
  readonly facts: RunFacts;
  readonly limits: Limits;
  /** The checker's, asked only where `verdictOf` said `ok`; null where it was not asked. */
  readonly judgement: Judgement | null;
}

/** Caps on what a sample's feedback holds of each text. */
export const FEEDBACK_KIB = { stdin: 16, expectedStdout: 16, actualStdout: 16, stderr: 8 } as const;

/**
 * The result of a case that ran.
 * @throws UnjudgeableRunError where the run was cancelled or could not be started.
 */
export function caseFeedback(run: GradedRun): CaseResult {
  const { testCase, groups, facts } = run;
  return judgedCase({
    testCase,
    groups,
    verdict: verdictOfCase(run),
    usage: facts,
    ...endOf(facts),
    message: messageOf(run),
    feedback: () => sampleFeedback(testCase, facts),
  });
}

/** A case that ran, of any kind: what its grader found out. */
export interface JudgedCase {
  readonly testCase: CaseBase;
  readonly groups: readonly CaseGroup[];
  readonly verdict: Verdict;
  readonly usage: Pick<RunFacts, 'cpuTimeMs' | 'wallTimeMs' | 'peakMemoryBytes'>;
  readonly exitCode?: number | null;
  readonly signal?: string | null;
  readonly stoppedBy?: StopReason | null;
  /** One sentence. For a secret case it must hold nothing of the case or of what came back. */
  readonly message: string;
  /** Asked for a sample alone, and so the only place that may hold the case itself. */
  readonly feedback: () => SampleFeedback;
}

/** The result of a case of any kind that ran. */
export function judgedCase(judged: JudgedCase): CaseResult {
  const { testCase, verdict, usage } = judged;
  return {
    ...identity(testCase),
    verdict,
    cpuTimeMs: usage.cpuTimeMs,
    wallTimeMs: usage.wallTimeMs,
    peakMemoryBytes: usage.peakMemoryBytes,
    exitCode: judged.exitCode ?? null,
    signal: judged.signal ?? null,
    stoppedBy: judged.stoppedBy ?? null,
    message: judged.message,
    hint: verdict === 'AC' ? null : hintOf(testCase, judged.groups),
    sampleFeedback: testCase.sample ? judged.feedback() : null,
  };
}

/** How a process ended, as a result tells it. */
export const endOf = ({ exit, stoppedBy }: Pick<RunFacts, 'exit' | 'stoppedBy'>) => ({
  exitCode: exit.kind === 'exited' ? exit.code : null,
  signal: exit.kind === 'signaled' ? signalName(exit.signal) : null,
  stoppedBy,
});

/**
 * The result of a case that did not run: skipped (SK), or of a source that does not compile (CE).
 * `message` is one sentence, and must hold nothing of the case itself.
 */
export function caseWithoutRun(
  testCase: CaseBase,
  verdict: Extract<Verdict, 'SK' | 'CE'>,
  message: string,
): CaseResult {
  return {
    ...identity(testCase),
    verdict,
    cpuTimeMs: 0,
    wallTimeMs: 0,
    peakMemoryBytes: 0,
    exitCode: null,
    signal: null,
    stoppedBy: null,
    message,
    hint: null,
    sampleFeedback: null,
  };
}

const identity = ({ name, group, sample }: CaseBase) => ({ name, group, sample });

function verdictOfCase({ testCase, facts, limits, judgement }: GradedRun): Verdict {
  const verdict = verdictOf(facts, limits, testCase.expectedExitCode);
  if (verdict !== 'ok') return verdict;
  if (judgement === null)
    throw new TypeError(`Case ${testCase.name} ended well but has no judgement.`);
  return judgement.correct ? 'AC' : 'WA';
}

function messageOf({ testCase, facts, limits, judgement }: GradedRun): string {
  const ranWell = verdictOf(facts, limits, testCase.expectedExitCode) === 'ok';
  if (ranWell && judgement?.correct === false) {
    return testCase.sample && judgement.message !== null
      ? judgement.message
      : 'The output is not the expected one.';
  }
  return explain(facts, limits, testCase.expectedExitCode);
}

function hintOf(testCase: CaseBase, groups: readonly CaseGroup[]): string | null {
  return testCase.hint ?? groups.find(({ id }) => id === testCase.group)?.hint ?? null;
}

function sampleFeedback(testCase: ProgramCase, facts: RunFacts): SampleFeedback {
  return {
    kind: 'program',
    args: testCase.args,
    stdin: capText(testCase.stdin, FEEDBACK_KIB.stdin),
    expectedStdout: capText(testCase.expectedStdout, FEEDBACK_KIB.expectedStdout),
    actualStdout: capText(facts.stdout.bytes, FEEDBACK_KIB.actualStdout, facts.stdout.truncated),
    stderr: capText(facts.stderr.bytes, FEEDBACK_KIB.stderr, facts.stderr.truncated),
  };
}
