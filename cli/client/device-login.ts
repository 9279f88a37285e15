import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import open from 'open';
import { makeVisible } from '../../grading/text/visible-text.ts';
import type { CreatedTokenResource, DeviceCodeResource } from '../../grading/resource/resources.ts';
import type { AssayClient } from './assay-client.ts';
import { CliError, EXIT } from './cli-error.ts';
import { ProblemError } from './problem-error.ts';
import type { CommandContext } from './run-command.ts';

/**
 * Logs in without typing a password here: the user approves this computer in a browser where they
 * are signed in, which may be on another machine (RFC 8628).
 */
const MS_PER_S = 1000;
/** RFC 8628, 3.5: what `slow_down` adds to the interval. */
const SLOWER_BY_S = 5;
/** Polls in a row that a server, or a proxy before it, may fail to answer: it may be restarting. */
const MAX_SILENT_POLLS = 5;
const FIRST_SERVER_FAULT = 500;

/** This computer, as the user will find it among their tokens. */
export const tokenName = (): string => `assay on ${hostname()}`.slice(0, 80);

export async function loginInBrowser(
  context: CommandContext,
  client: AssayClient,
  { mayOpen }: { readonly mayOpen: boolean },
): Promise<CreatedTokenResource> {
  const { terminal, signal } = context;
  const device = await client.createDeviceCode({ clientName: tokenName() });
  const url = makeVisible(device.verificationUrlComplete);
  context.say(`Approve this computer in a browser, at\n\n  ${url}\n`);
  context.say(`The page must show the code ${makeVisible(device.userCode)}.`);
  // Over SSH it would open on a screen that nobody sees.
  if (mayOpen && terminal.env['SSH_CONNECTION'] === undefined) {
    await openBrowser(device.verificationUrlComplete);
  }
  context.say('Waiting for your approval ... (Ctrl-C stops)');
  return poll(client, device, signal);
}

/** Only a web address is handed to the desktop; that no browser opens is no failure. */
async function openBrowser(url: string): Promise<void> {
  if (!/^https?:\/\//.test(url)) return;
  try {
    const browser = await open(url);
    browser.on('error', () => undefined);
    browser.unref();
  } catch {
    // The address is on the screen.
  }
}

async function poll(
  client: AssayClient,
  { deviceCode, intervalSeconds, expiresInSeconds }: DeviceCodeResource,
  signal: AbortSignal,
): Promise<CreatedTokenResource> {
  const endsAt = Date.now() + expiresInSeconds * MS_PER_S;
  let intervalS = intervalSeconds;
  for (let silent = 0; Date.now() < endsAt;) {
    await sleep(intervalS * MS_PER_S, undefined, { signal });
    try {
      return await client.pollDevice({ deviceCode });
    } catch (error) {
      signal.throwIfAborted();
      const code = refusalOf(error);
      if (code === 'slow-down') intervalS += SLOWER_BY_S;
      if (code === 'slow-down' || code === 'authorization-pending') silent = 0;
      else if (code !== null || ++silent >= MAX_SILENT_POLLS) throw error;
    }
  }
  throw new CliError('Nobody approved in time.', EXIT.server, 'Run assay login again.');
}

/** What the server decided; null where it could not answer, which a later poll may mend. */
const refusalOf = (error: unknown): string | null =>
  error instanceof ProblemError && error.problem.status < FIRST_SERVER_FAULT
    ? error.problem.code
    : null;
