import { Agent } from 'node:http';
import { readAll, registerLearner, send } from '../bench/http-submission.ts';
import type { Attempt } from './mix.ts';

/** What the API answered to one submission. */
export interface Accepted {
  readonly id: string;
  readonly verdict: string;
  /** From the request's first byte to the answer's last, in milliseconds. */
  readonly answerMs: number;
}

/** A learner at a computer of their own: connections of their own, and a page that follows. */
export class Learner {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #agent = new Agent({ keepAlive: true });

  private constructor(url: string, token: string) {
    this.#url = `${url}/api/v1`;
    this.#headers = { authorization: `Bearer ${token}` };
  }

  static async register(url: string, username: string): Promise<Learner> {
    return new Learner(url, await registerLearner(url, username));
  }

  async handIn({ request, verdict }: Attempt): Promise<Accepted> {
    const body = JSON.stringify(request);
    const startedAt = performance.now();
    const answer = await send(`${this.#url}/submissions`, this.#agent, this.#headers, body);
    const text = await readAll(answer);
    const answerMs = performance.now() - startedAt;
    if (answer.statusCode !== 202) throw new Error(`POST: ${answer.statusCode ?? 0} ${text}`);
    const { id } = JSON.parse(text) as { id: string };
    return { id, verdict, answerMs };
  }

  /** The live events, until the stream ends: the submission is graded then. */
  async follow({ id }: Accepted): Promise<void> {
    const url = `${this.#url}/submissions/${id}/events`;
    await readAll(await send(url, this.#agent, this.#headers));
  }

  leave(): void {
    this.#agent.destroy();
  }
}
