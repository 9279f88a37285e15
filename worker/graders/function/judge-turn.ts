import type { ExerciseOf, FunctionCase } from '../../../grading/catalogue/exercise.ts';
import type { Judgement } from '../../../grading/checker/judgement.ts';
import { capText } from '../../../grading/feedback/cap-text.ts';
import { endOf, judgedCase } from '../../../grading/feedback/case-feedback.ts';
import { compareValues } from '../../../grading/kinds/function/compare.ts';
import { formatCall, formatExpected } from '../../../grading/kinds/function/format-call.ts';
import { formatValue } from '../../../grading/kinds/function/format-value.ts';
import type { FunctionFeedback } from '../../../grading/kinds/function/types.ts';
import type { Language } from '../../../grading/manifest/language-names.ts';
import type { CaseResult } from '../../../grading/score/result.ts';
import type { RunFacts } from '../../../grading/verdict/facts.ts';
import { formatBytes } from '../../../grading/verdict/format-units.ts';
import { explain, verdictOf } from '../../../grading/verdict/verdict-of.ts';
import type { Verdict } from '../../../grading/verdict/verdict.ts';
import { thrownSentence, thrownText } from './describe-thrown.ts';
import type { Turn } from './harness-process.ts';
import type { Answer } from './read-answer.ts';

type FunctionExercise = ExerciseOf<'function'>;

const FEEDBACK_KIB = { call: 16, expected: 16, actual: 16, printed: 8, error: 8 } as const;

/** What a served case comes to. */
export function judgeTurn(
  exercise: FunctionExercise,
  language: Language,
  testCase: FunctionCase,
  turn: Turn,
): CaseResult {
  const { verdict, message } = judge(exercise, language, testCase, turn);
  return judgedCase({
    testCase,
    groups: exercise.groups,
    verdict,
    usage: turn.facts,
    // A case that was answered did not end a process.
    ...(turn.answer === null ? endOf(turn.facts) : {}),
    message,
    feedback: () => feedbackOf(exercise, language, testCase, turn),
  });
}

interface Judged {
  readonly verdict: Verdict;
  readonly message: string;
}

function judge(
  exercise: FunctionExercise,
  language: Language,
  testCase: FunctionCase,
  { answer, answerBytes, facts }: Turn,
): Judged {
  const limits = exercise.limits[language];
  const usage = () => explain(facts, limits, 0);
  const run = verdictOf(facts, limits, 0);
  if (run === 'RTE' || (run === 'ok' && answer === null)) {
    return { verdict: 'RTE', message: endSentence(facts, usage) };
  }
  if (run !== 'ok') return { verdict: run, message: usage() };
  if (answerBytes > limits.outputBytes) {
    const message = `Returned more than allowed: the limit is ${formatBytes(limits.outputBytes)}.`;
    return { verdict: 'OLE', message };
  }
  if (answer === null) throw new TypeError(`Case ${testCase.name} has no answer.`);
  // What came back wrong before an exception is the first thing to mend.
  const judgement = compare(exercise, testCase, answer);
  if (!judgement.correct) {
    const shown = testCase.sample ? judgement.message : null;
    return { verdict: 'WA', message: shown ?? unlike(testCase) };
  }
  if (answer.error !== null) {
    return { verdict: 'RTE', message: thrownSentence(answer.error, testCase.sample) };
  }
  if (answer.results.length !== callsOf(testCase)) {
    return { verdict: 'RTE', message: 'Did not answer.' };
  }
  return { verdict: 'AC', message: usage() };
}

function endSentence({ exit }: RunFacts, explained: () => string): string {
  if (exit.kind !== 'exited') return explained();
  return `Ended the process (exit code ${exit.code}) instead of returning.`;
}

const unlike = ({ form }: FunctionCase): string =>
  form === 'function'
    ? 'The function returned something else than expected.'
    : 'A call returned something else than expected.';

const callsOf = (testCase: FunctionCase): number =>
  testCase.form === 'function' ? 1 : testCase.calls.length;

/** Compares what there is. */
function compare(
  { spec }: FunctionExercise,
  testCase: FunctionCase,
  { results }: Answer,
): Judgement {
  if (testCase.form === 'function') {
    if (spec.form !== 'function') throw new TypeError('A case of a function for a class.');
    const [result] = results;
    if (result === undefined) return { correct: true, message: null };
    return compareValues(spec, spec.returns, testCase.returns, result);
  }
  if (spec.form !== 'class') throw new TypeError('A case of a class for a function.');
  for (const [index, call] of testCase.calls.entries()) {
    const result = results[index];
    const returns = spec.methods.find(({ name }) => name === call.method)?.returns ?? null;
    if (result === undefined) break;
    if (!call.judged || returns === null) continue;
    const judgement = compareValues(spec, returns, call.returns, result);
    if (!judgement.correct) {
      const where = `Call ${index + 1} (${call.method})`;
      return { ...judgement, message: `${where}: ${judgement.message ?? 'differs.'}` };
    }
  }
  return { correct: true, message: null };
}

function feedbackOf(
  { spec }: FunctionExercise,
  language: Language,
  testCase: FunctionCase,
  { answer, printed }: Turn,
): FunctionFeedback {
  const error = answer?.error ?? null;
  return {
    kind: 'function',
    call: capText(formatCall(spec, testCase, language), FEEDBACK_KIB.call),
    expected: capText(formatExpected(testCase, language), FEEDBACK_KIB.expected),
    actual: actualOf(language, testCase, answer),
    printed: capText(printed.bytes, FEEDBACK_KIB.printed, printed.truncated),
    error: error === null ? null : capText(thrownText(error), FEEDBACK_KIB.error),
  };
}

/** Line by line beside what is expected. */
function actualOf(
  language: Language,
  testCase: FunctionCase,
  answer: Answer | null,
): string | null {
  if (answer === null) return null;
  const { results } = answer;
  if (testCase.form === 'function') {
    const [result] = results;
    return result === undefined
      ? null
      : capText(formatValue(result, language), FEEDBACK_KIB.actual);
  }
  const lines = results.map((result, index) =>
    testCase.calls[index]?.judged === true ? formatValue(result, language) : '',
  );
  return capText(['', ...lines].join('\n'), FEEDBACK_KIB.actual);
}
