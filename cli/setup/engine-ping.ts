import { request } from 'node:http';
import type { RequestOptions } from 'node:http';

export const DEFAULT_DOCKER_HOST = 'unix:///var/run/docker.sock';
const PING_TIMEOUT_MS = 3_000;
const MAX_ANSWER_BYTES = 64 * 1024;

export type PingAnswer =
  | { readonly state: 'up'; readonly version: string }
  | { readonly state: 'down'; readonly reason: string; readonly code: string | null }
  /** Reached in a way that only the worker knows (ssh, TLS). */
  | { readonly state: 'unknown' };

/** Asks the engine for its version: a real answer, not merely an open socket. */
export const pingEngine = async (dockerHost: string): Promise<PingAnswer> => {
  const target = targetOf(dockerHost);
  if (target === null) return { state: 'unknown' };
  try {
    const answer = JSON.parse(await get({ ...target, path: '/version' })) as { Version?: string };
    return { state: 'up', version: answer.Version ?? 'unknown version' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    return { state: 'down', reason: error instanceof Error ? error.message : String(error), code };
  }
};

const targetOf = (dockerHost: string): RequestOptions | null => {
  const url = new URL(dockerHost);
  if (url.protocol === 'unix:') return { socketPath: url.pathname };
  if (url.protocol === 'tcp:' || url.protocol === 'http:') {
    return process.env['DOCKER_TLS_VERIFY'] ? null : { host: url.hostname, port: url.port || 2375 };
  }
  return null;
};

const get = (options: RequestOptions): Promise<string> =>
  new Promise((resolve, reject) => {
    const call = request({ ...options, timeout: PING_TIMEOUT_MS }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > MAX_ANSWER_BYTES) call.destroy(new Error('The answer is too long.'));
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`HTTP ${response.statusCode ?? '?'}: ${body.slice(0, 200)}`));
      });
      response.on('error', reject);
    });
    call.on('timeout', () => call.destroy(new Error('No answer within 3 s.')));
    call.on('error', reject);
    call.end();
  });
