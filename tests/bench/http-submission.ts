import { Agent, request, type IncomingMessage } from 'node:http';
import type { SubmitRequest } from '../../grading/resource/resources.ts';
import type { Contestant } from './measure.ts';

/** The whole way: POST over HTTP, then the live events until the stored verdict is announced. */
export function httpSubmission(options: {
  readonly name: string;
  readonly url: string;
  /** Of several learners, used in turn: one alone would meet the limit of submissions a minute. */
  readonly tokens: readonly string[];
  readonly submission: SubmitRequest;
}): Contestant {
  const agent = new Agent({ keepAlive: true });
  const body = JSON.stringify(options.submission);
  let turn = 0;
  return {
    name: options.name,
    run: async () => {
      turn = (turn + 1) % options.tokens.length;
      const headers = { authorization: `Bearer ${options.tokens[turn] ?? ''}` };
      const created = await send(`${options.url}/api/v1/submissions`, agent, headers, body);
      const text = await readAll(created);
      if (created.statusCode !== 202) throw new Error(`POST: ${created.statusCode ?? 0} ${text}`);
      const { id } = JSON.parse(text) as { id: string };
      const events = await send(`${options.url}/api/v1/submissions/${id}/events`, agent, headers);
      const stream = await readAll(events);
      if (!/"verdict":"AC"[^\n]*\n\n$/.test(stream)) {
        throw new Error(`not accepted: ${stream.slice(-500)}`);
      }
    },
  };
}

/** POST where there is a body, else GET. */
export function send(
  url: string,
  agent: Agent,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      agent,
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    });
    outgoing.once('response', resolve).once('error', reject);
    outgoing.end(body);
  });
}

export async function readAll(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message.setEncoding('utf8')) text += String(chunk);
  return text;
}

/** Registers a learner; gives its token. */
export async function registerLearner(url: string, username: string): Promise<string> {
  const credentials = {
    username,
    password: 'a long enough password',
  };
  await post(`${url}/api/v1/users`, credentials);
  const { token } = await post<{ token: string }>(`${url}/api/v1/tokens`, {
    ...credentials,
    name: 'bench',
  });
  return token;
}

async function post<T>(url: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
