import { randomBytes } from 'node:crypto';
import type { CreatedTokenResource } from '../../grading/resource/resources.ts';
import { AssayClient } from '../client/assay-client.ts';
import { loadCredentials, normaliseServerUrl, saveLogin } from '../client/credentials.ts';
import { ProblemError } from '../client/problem-error.ts';
import type { DataDirectory } from './data-directory.ts';
import { newPassword, readInstallation, writeInstallation } from './installation.ts';
import type { DemoLearner } from './installation.ts';

const USERNAME = 'demo';
const CONFLICT = 409;
const UNAUTHORIZED = 401;

/**
 * A client that is logged in as the learner `demo`, who is made at the first start, so that the
 * command line works on this machine at once. A login of one's own on this server stays as it is.
 */
export const demoClient = async (
  data: DataDirectory,
  url: string,
  signal: AbortSignal,
): Promise<AssayClient> => {
  const { demo } = await readInstallation(data);
  const known = demo ?? (await register(data, url, signal));
  const learner = (await works(url, known.token, signal))
    ? known
    : await logIn(data, url, known, signal);
  await keepLogin(url, learner, signal);
  return new AssayClient(url, learner.token, signal);
};

const register = async (
  data: DataDirectory,
  url: string,
  signal: AbortSignal,
): Promise<DemoLearner> => {
  const client = new AssayClient(url, null, signal);
  // Taken where the data directory lost its config.json, or a learner chose it first.
  for (const username of [USERNAME, `${USERNAME}-${randomBytes(3).toString('hex')}`]) {
    const learner: DemoLearner = { username, password: newPassword(), token: null, tokenId: null };
    // Kept first: an interrupted start finds the password of the account it made.
    await writeInstallation(data, { demo: learner });
    try {
      await client.register({ username, password: learner.password, displayName: 'Demo' });
      return learner;
    } catch (error) {
      if (!hasStatus(error, CONFLICT)) throw error;
    }
  }
  throw new Error('No name for the demo learner is free.');
};

const logIn = async (
  data: DataDirectory,
  url: string,
  known: DemoLearner,
  signal: AbortSignal,
): Promise<DemoLearner> => {
  const client = new AssayClient(url, null, signal);
  const createToken = ({ username, password }: DemoLearner): Promise<CreatedTokenResource> =>
    client.createToken({ name: 'assay up', username, password });
  let learner = known;
  let created: CreatedTokenResource;
  try {
    created = await createToken(known);
  } catch (error) {
    if (!hasStatus(error, UNAUTHORIZED)) throw error;
    // A password that was kept for an account that was never made: begin anew.
    learner = await register(data, url, signal);
    created = await createToken(learner);
  }
  const loggedIn = { ...learner, token: created.token, tokenId: created.id };
  await writeInstallation(data, { demo: loggedIn });
  return loggedIn;
};

const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof ProblemError && error.problem.status === status;

const works = async (url: string, token: string | null, signal: AbortSignal): Promise<boolean> => {
  if (token === null) return false;
  try {
    await new AssayClient(url, token, signal).me();
    return true;
  } catch (error) {
    if (hasStatus(error, UNAUTHORIZED)) return false;
    throw error;
  }
};

const keepLogin = async (url: string, learner: DemoLearner, signal: AbortSignal): Promise<void> => {
  const server = normaliseServerUrl(url);
  const { servers, defaultServer } = await loadCredentials();
  const own = servers[server];
  const ownWorks = own !== undefined && (await works(url, own.token, signal));
  const username = ownWorks ? own.username : learner.username;
  const login = ownWorks ? own : { username, token: learner.token ?? '', tokenId: learner.tokenId };
  // A remote server that somebody logged in to stays the one that commands talk to.
  const makeDefault = defaultServer === null || isLoopback(defaultServer);
  await saveLogin(url, login, { makeDefault });
};

const isLoopback = (server: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(server).hostname);
