import { setTimeout as sleep } from 'node:timers/promises';
import { CliError, EXIT } from '../client/cli-error.ts';
import { logTail } from './rotating-log.ts';
import type { Service } from './service.ts';

const POLL_MS = 50;
/** What a process printed last is on its way to the log while its end is already known. */
const LOG_SETTLES_MS = 150;

/**
 * Waits for a real answer of a service; where it ends or takes too long, the error shows the end of
 * its log. Marks it ready, so that from now on an end of it is mended.
 */
export const waitForService = async (
  service: Service,
  isReady: () => Promise<boolean>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady())) {
    const failure = service.startFailure;
    if (failure !== null || Date.now() > deadline) {
      await sleep(LOG_SETTLES_MS);
      const what =
        failure === null ? `is not ready after ${timeoutMs / 1000} s` : `ended: ${failure}`;
      throw new CliError(
        `The ${service.name} ${what}. Its log ends:\n${await logTail(service.logFile)}`,
        EXIT.server,
        `The whole log: ${service.logFile}. Once mended, run this command again: it goes on from here.`,
      );
    }
    await sleep(POLL_MS, undefined, { signal });
  }
  service.markReady();
};

/** Whether a URL answers 200 now. */
export const answersOk = async (url: string, timeoutMs = 2_000): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
};
