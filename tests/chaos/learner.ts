import { setTimeout as sleep } from 'node:timers/promises';
import { AssayClient } from '../../cli/client/assay-client.ts';
import { followSubmission } from '../../cli/client/follow-submission.ts';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import type { Work } from '../workers/work.ts';

/** What a learner was told in the end, and what it took. */
export interface Told {
  readonly id: string;
  readonly work: Work;
  readonly verdict: string | null;
  readonly state: string;
  /** From the first try of handing it in to the result, in milliseconds. */
  readonly elapsedMs: number;
}

/** What the API answered to attempts at handing in, by what it was. */
export type Answers = Map<string, number>;

const RETRY_MS = 300;
/** A learner gives up on a request that is not answered; the next one has the same key. */
const REQUEST_TIMEOUT_MS = 20_000;
/** Of all waiting for one submission: what is not graded by then is lost. */
const PATIENCE_MS = 15 * 60_000;
const PROBLEM = 'application/problem+json';

/** Hands in and follows as `assay submit` does, and never gives up. */
export class Learner {
  readonly #url: string;
  readonly #token: string;
  readonly #answers: Answers;

  constructor(url: string, token: string, answers: Answers) {
    this.#url = url;
    this.#token = token;
    this.#answers = answers;
  }

  async handIn(work: Work, idempotencyKey: string): Promise<Told> {
    const startedAt = performance.now();
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const { id } = await this.#post(work, idempotencyKey, patience);
    const { verdict, state } = await this.#follow(id, patience);
    return { id, work, verdict, state, elapsedMs: performance.now() - startedAt };
  }

  async #post(work: Work, key: string, patience: AbortSignal): Promise<SubmissionResource> {
    for (;;) {
      patience.throwIfAborted();
      const response = await this.#send(work, key).catch((error: unknown) => this.#lost(error));
      if (response?.status === 202) {
        this.#count('202');
        const body = (await response.json().catch(() => null)) as SubmissionResource | null;
        if (body !== null) return body;
      } else if (response !== null) {
        this.#count(await nameOf(response));
      }
      await sleep(retryAfterMs(response), undefined, { signal: patience });
    }
  }

  #send(work: Work, key: string): Promise<Response> {
    return fetch(`${this.#url}/api/v1/submissions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(work.body),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
  }

  #lost(error: unknown): null {
    const { name, cause } = error as { name: string; cause?: { code?: string } };
    this.#count(`no answer (${cause?.code ?? name})`);
    return null;
  }

  async #follow(id: string, patience: AbortSignal): Promise<SubmissionResource> {
    const client = new AssayClient(this.#url, this.#token, patience);
    for (;;) {
      try {
        return await followSubmission(client, id, () => undefined, patience);
      } catch {
        patience.throwIfAborted();
        this.#count('following begun again');
        await sleep(RETRY_MS, undefined, { signal: patience });
      }
    }
  }

  #count(name: string): void {
    this.#answers.set(name, (this.#answers.get(name) ?? 0) + 1);
  }
}

const retryAfterMs = (response: Response | null): number =>
  Math.max(RETRY_MS, Math.min(Number(response?.headers.get('retry-after') ?? 0), 2) * 1000);

/** A refusal as it must be: a problem document that says when to come again. */
async function nameOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  const text = await response.text().catch(() => '');
  const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? 'none';
  const whole = type.startsWith(PROBLEM) && response.headers.has('retry-after');
  return `${response.status} ${code}${whole ? '' : ' without Retry-After or problem document'}`;
}
