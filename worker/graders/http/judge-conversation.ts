import type { ExerciseOf, HttpCase } from '../../../grading/catalogue/exercise.ts';
import { capText } from '../../../grading/feedback/cap-text.ts';
import { endOf, judgedCase } from '../../../grading/feedback/case-feedback.ts';
import type { HttpFeedback } from '../../../grading/kinds/http/types.ts';
import type { Limits } from '../../../grading/manifest/limits.ts';
import type { CaseResult } from '../../../grading/score/result.ts';
import type { RunFacts } from '../../../grading/verdict/facts.ts';
import { formatBytes, formatSeconds } from '../../../grading/verdict/format-units.ts';
import { describeSignal } from '../../../grading/verdict/signal-names.ts';
import { explain, verdictOf } from '../../../grading/verdict/verdict-of.ts';
import type { Verdict } from '../../../grading/verdict/verdict.ts';
import type { Conversation, Exchange, Trouble } from './conversation.ts';
import type { Failure } from './send.ts';
import { LOG_CAP_BYTES, startLimits, type StartFailure } from './service.ts';

export interface TalkedCase {
  readonly exercise: ExerciseOf<'http'>;
  readonly limits: Limits;
  readonly testCase: HttpCase;
  readonly conversation: Conversation;
  /** Of the conversation; of the start, where it came to none. */
  readonly facts: RunFacts;
  /** How the service ended by itself, or was stopped at a limit; null where it lived on. */
  readonly diedBy: RunFacts | null;
  readonly log: Uint8Array;
}

interface Judged {
  readonly verdict: Verdict;
  /** Holds nothing of the case: a secret one shows it too. */
  readonly message: string;
  /** For a sample: what is wrong with its answer. */
  readonly detail?: string;
}

/**
 * What a conversation comes to. The warden's facts come first (a service that was killed for memory
 * breaks connections as well), then whether there was an answer, then what the answer was.
 */
export function judgeConversation(talked: TalkedCase): CaseResult {
  const { exercise, testCase, facts, diedBy, conversation } = talked;
  const { verdict, message, detail } = judge(talked);
  return judgedCase({
    testCase,
    groups: exercise.groups,
    verdict,
    usage: facts,
    ...(diedBy === null ? {} : endOf(diedBy)),
    message: testCase.sample && detail !== undefined ? detail : message,
    feedback: () => feedbackOf(conversation.exchanges, detail ?? message, verdict, talked.log),
  });
}

function judge(talked: TalkedCase): Judged {
  const { conversation, facts, diedBy, limits, exercise } = talked;
  const { trouble } = conversation;
  if (trouble?.kind === 'not-started') {
    return notStarted(trouble.failure, limits, exercise.spec);
  }
  const where = trouble === null ? 'after the last request' : `at step ${trouble.step}`;
  const run = verdictOf(facts, limits, 0);
  if (run !== 'ok' && run !== 'RTE') return { verdict: run, message: explain(facts, limits, 0) };
  if (diedBy !== null) return { verdict: 'RTE', message: `${howItEnded(diedBy)} ${where}.` };
  switch (trouble?.kind) {
    case undefined:
      return { verdict: 'AC', message: explain(facts, limits, 0) };
    case 'died':
      throw new TypeError('A service that died has no facts.');
    case 'no-answer':
      return noAnswer(trouble, limits);
    case 'wrong': {
      const { step, serverError, message } = trouble;
      const how = serverError ? 'is an error of the server (5xx)' : 'is not the expected one';
      return {
        verdict: 'WA',
        message: `Step ${step}: the answer ${how}.`,
        detail: `Step ${step}: ${message}`,
      };
    }
  }
}

function notStarted(
  failure: StartFailure,
  limits: Limits,
  { port, readiness }: ExerciseOf<'http'>['spec'],
): Judged {
  if (failure.kind === 'ended') {
    const { facts } = failure;
    const run = verdictOf(facts, startLimits(limits), 0);
    if (run !== 'ok' && run !== 'RTE') {
      const message = `The service did not start. ${explain(facts, startLimits(limits), 0)}`;
      return { verdict: run, message };
    }
    return { verdict: 'RTE', message: `${howItEnded(facts)} before it answered on port ${port}.` };
  }
  const within = `within ${formatSeconds(readiness.timeoutMs)}`;
  if (failure.accepts) {
    const message = `The service listens on port ${port}, but answered nothing over HTTP ${within}.`;
    return { verdict: 'TLE', message };
  }
  const elsewhere =
    failure.otherPort === null
      ? 'It must listen on the port that the environment variable PORT names.'
      : `It listens on port ${failure.otherPort}: take the port from the environment variable PORT.`;
  return { verdict: 'RTE', message: `Nothing listened on port ${port} ${within}. ${elsewhere}` };
}

function howItEnded({ exit }: RunFacts): string {
  if (exit.kind === 'signaled') return `The service was killed by ${describeSignal(exit.signal)}`;
  return `The service ended (exit code ${exit.kind === 'exited' ? exit.code : 'none'})`;
}

function noAnswer(
  { step, failure, timeoutMs }: Extract<Trouble, { kind: 'no-answer' }>,
  limits: Limits,
): Judged {
  const cap = formatBytes(limits.outputBytes);
  const says: Readonly<Record<Failure, readonly [Verdict, string]>> = {
    refused: ['RTE', 'the service no longer takes connections'],
    closed: ['RTE', 'the service closed the connection before it had answered'],
    malformed: ['RTE', 'what the service sent is not HTTP'],
    'time-out': ['TLE', `the service did not answer within ${formatSeconds(timeoutMs)}`],
    'too-large': ['OLE', `the answer is larger than allowed: the limit is ${cap}`],
    unsendable: ['WA', 'an earlier answer gave a value that no request can hold'],
  };
  const [verdict, message] = says[failure];
  return { verdict, message: `Step ${step}: ${message}.` };
}

const FEEDBACK_KIB = { request: 4, response: 8, log: 8 } as const;
/** The first ones, and the last, in which it went wrong. */
const MAX_EXCHANGES = 20;

function feedbackOf(
  exchanges: readonly Exchange[],
  problem: string,
  verdict: Verdict,
  log: Uint8Array,
): HttpFeedback {
  const all: readonly Exchange[] =
    exchanges.length > 0
      ? exchanges
      : [{ request: 'The service is started.', response: '', problem }];
  const shown =
    all.length <= MAX_EXCHANGES ? all : [...all.slice(0, MAX_EXCHANGES - 1), ...all.slice(-1)];
  return {
    kind: 'http',
    exchanges: shown.map(({ request, response, problem: own }, index) => ({
      request: capText(request, FEEDBACK_KIB.request),
      response: capText(response, FEEDBACK_KIB.response),
      problem: own ?? (verdict !== 'AC' && index === shown.length - 1 ? problem : null),
    })),
    stderr: capText(log, FEEDBACK_KIB.log, log.length >= LOG_CAP_BYTES),
  };
}
