import type { HttpCase } from '../../../grading/catalogue/exercise.ts';
import { captureValues, checkAnswer } from '../../../grading/kinds/http/check-answer.ts';
import { CookieJar } from '../../../grading/kinds/http/cookie-jar.ts';
import {
  requestText,
  responseText,
  toOutgoing,
  type Outgoing,
} from '../../../grading/kinds/http/outgoing.ts';
import type {
  BurstStep,
  ExchangeStep,
  HttpExpectation,
  HttpRequest,
  HttpSpec,
} from '../../../grading/kinds/http/types.ts';
import {
  fillExpectation,
  fillRequest,
  INDEX_VARIABLE,
  type Variables,
} from '../../../grading/kinds/http/variables.ts';
import type { Failure, Reply } from './send.ts';
import type { Service, StartFailure } from './service.ts';

/** An answer that has not come whole after this, or after the step's own `maxMs`, will not come. */
export const REQUEST_TIMEOUT_MS = 5000;

/** What came of a case's conversation with a service; texts are for samples alone. */
export interface Conversation {
  readonly exchanges: readonly Exchange[];
  /** Null where every step went as it should. */
  readonly trouble: Trouble | null;
}

export interface Exchange {
  readonly request: string;
  readonly response: string;
  readonly problem: string | null;
}

/** `step` counts from 1; 0 is the start. */
export type Trouble = { readonly step: number } & (
  | { readonly kind: 'not-started'; readonly failure: StartFailure }
  /** The service was found dead, or is likely to be. */
  | { readonly kind: 'no-answer'; readonly failure: Failure; readonly timeoutMs: number }
  | { readonly kind: 'died' }
  | { readonly kind: 'wrong'; readonly message: string; readonly serverError: boolean }
);

/** Goes through a case's steps, up to the first that does not go as it should. */
export async function converse(
  service: Service,
  spec: HttpSpec,
  { steps }: Pick<HttpCase, 'steps'>,
): Promise<Conversation> {
  const talk = new Talk(service, spec);
  const failure = await service.start();
  if (failure !== null) return talk.ended({ step: 0, kind: 'not-started', failure });
  for (const [index, step] of steps.entries()) {
    const trouble = await talk.take(step, index + 1);
    if (trouble !== null) return talk.ended(trouble);
  }
  return talk.ended(null);
}

const RESTARTED = 'The service is stopped and started again.';

class Talk {
  readonly #service: Service;
  readonly #spec: HttpSpec;
  readonly #exchanges: Exchange[] = [];
  readonly #cookies = new CookieJar();
  #variables: Variables = {};

  constructor(service: Service, spec: HttpSpec) {
    this.#service = service;
    this.#spec = spec;
  }

  ended(trouble: Trouble | null): Conversation {
    return { exchanges: this.#exchanges, trouble };
  }

  async take(step: HttpCase['steps'][number], number: number): Promise<Trouble | null> {
    switch (step.type) {
      case 'exchange':
        return this.#exchange(step, number);
      case 'restart':
        return this.#restart(number);
      case 'burst':
        return this.#burst(step, number);
    }
  }

  async #exchange(step: ExchangeStep, number: number): Promise<Trouble | null> {
    const asked = await this.#ask(step.request, step.expect, this.#variables);
    const { outgoing, reply } = asked;
    if (reply.kind === 'answer') this.#cookies.take(reply.answer, outgoing.target);
    let problem = asked.problem;
    if (reply.kind === 'answer' && problem === null) {
      const captured = captureValues(step.capture, reply.answer);
      if ('problem' in captured) problem = captured.problem;
      else this.#variables = { ...this.#variables, ...captured.variables };
    }
    this.#note(asked, problem);
    return this.#troubleOf({ ...asked, problem }, number);
  }

  async #restart(number: number): Promise<Trouble | null> {
    this.#exchanges.push({ request: RESTARTED, response: '', problem: null });
    const failure = await this.#service.restart();
    if (failure === 'died') return { step: number, kind: 'died' };
    return failure === null ? null : { step: number, kind: 'not-started', failure };
  }

  /** Shows the first that went wrong, or the last. What answers set of cookies is not kept. */
  async #burst(step: BurstStep, number: number): Promise<Trouble | null> {
    let next = 0;
    let wrong = 0;
    let broken = false;
    let shown: Asked | null = null;
    const lane = async (): Promise<void> => {
      while (next < step.count && !broken) {
        const variables = { ...this.#variables, [INDEX_VARIABLE]: String(next) };
        next += 1;
        const asked = await this.#ask(step.request, step.expect, variables);
        const isRight = isAsExpected(asked);
        if (!isRight) wrong += 1;
        if (shown === null || (isAsExpected(shown) && !isRight)) shown = asked;
        // What did not answer once will not do better a hundred times.
        if (asked.reply.kind === 'failed') {
          broken = true;
          shown = asked;
        }
      }
    };
    await Promise.all(Array.from({ length: step.concurrency }, lane));
    const asked = shown as Asked | null;
    if (asked === null) return null;
    const many = `${wrong} of ${step.count} answers at one time. `;
    const problem = asked.problem === null ? null : `${many}${asked.problem}`;
    this.#note(asked, problem);
    return this.#troubleOf({ ...asked, problem }, number);
  }

  async #ask(request: HttpRequest, expect: HttpExpectation, variables: Variables): Promise<Asked> {
    const filled = fillRequest(request, variables);
    const { port } = this.#spec;
    const path = toOutgoing(filled, { port, cookies: '' }).target;
    const outgoing = toOutgoing(filled, { port, cookies: this.#cookies.headerFor(path) });
    const timeoutMs = Math.max(REQUEST_TIMEOUT_MS, expect.maxMs ?? 0);
    const reply = await this.#service.send(outgoing, timeoutMs);
    const problem =
      reply.kind === 'answer'
        ? checkAnswer(fillExpectation(expect, variables), reply.answer).message
        : null;
    return { outgoing, reply, timeoutMs, problem };
  }

  #note({ outgoing, reply }: Asked, problem: string | null): void {
    const response = reply.kind === 'answer' ? responseText(reply.answer, reply.statusText) : '';
    this.#exchanges.push({ request: requestText(outgoing), response, problem });
  }

  async #troubleOf({ reply, timeoutMs, problem }: Asked, step: number): Promise<Trouble | null> {
    if (reply.kind === 'failed') {
      if (reply.failure !== 'time-out') await this.#service.awaitEnd();
      return { step, kind: 'no-answer', failure: reply.failure, timeoutMs };
    }
    if (problem === null) return null;
    const serverError = reply.answer.status >= 500;
    return { step, kind: 'wrong', message: problem, serverError };
  }
}

interface Asked {
  readonly outgoing: Outgoing;
  readonly reply: Reply;
  readonly timeoutMs: number;
  /** What is wrong with an answer; null where nothing is, and where there is none. */
  readonly problem: string | null;
}

const isAsExpected = ({ reply, problem }: Asked): boolean =>
  reply.kind === 'answer' && problem === null;
