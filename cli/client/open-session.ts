import { AssayClient } from './assay-client.ts';
import { FALLBACK_SERVER, loadCredentials, normaliseServerUrl } from './credentials.ts';
import type { Terminal } from './terminal.ts';

/** Which server: --server, then ASSAY_SERVER, then the folder's, then the default, then ours. */
export async function resolveServer(
  option: string | undefined,
  terminal: Terminal,
  folderServer: string | null = null,
): Promise<string> {
  const named = option ?? nonEmpty(terminal.env['ASSAY_SERVER']) ?? folderServer;
  return named === null ? usualServer(terminal) : normaliseServerUrl(named);
}

/** A client for the server in question, with the learner's token where there is one. */
export async function openClient(
  option: string | undefined,
  terminal: Terminal,
  signal: AbortSignal,
  folderServer: string | null = null,
): Promise<AssayClient> {
  const server = await resolveServer(option, terminal, folderServer);
  const { servers } = await loadCredentials(terminal.env);
  const token = (await tokenFromEnvironment(option, terminal, server)) ?? servers[server]?.token;
  return new AssayClient(server, token ?? null, signal);
}

/**
 * ASSAY_TOKEN goes to the server that the person chose. A server that only the folder's
 * `.assay.json` names was perhaps chosen by whoever made the folder: it does not get the token.
 */
async function tokenFromEnvironment(
  option: string | undefined,
  terminal: Terminal,
  server: string,
): Promise<string | null> {
  const token = nonEmpty(terminal.env['ASSAY_TOKEN']);
  const chosen = option ?? nonEmpty(terminal.env['ASSAY_SERVER']);
  if (token === null || chosen !== null) return token;
  return server === (await usualServer(terminal)) ? token : null;
}

async function usualServer(terminal: Terminal): Promise<string> {
  return (await loadCredentials(terminal.env)).defaultServer ?? FALLBACK_SERVER;
}

const nonEmpty = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text.trim();
