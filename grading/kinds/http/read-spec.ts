import type { ManifestOf } from '../../manifest/manifest.ts';
import type { HttpSpec } from './types.ts';

const DEFAULT_PORT = 8080;
const DEFAULT_READY_TIMEOUT_MS = 10_000;

/** The service of a manifest, defaults filled in. */
export const readHttpSpec = ({ http }: ManifestOf['http']): HttpSpec => ({
  port: http?.port ?? DEFAULT_PORT,
  readiness: {
    path: http?.readiness?.path ?? '/',
    timeoutMs: http?.readiness?.timeoutMs ?? DEFAULT_READY_TIMEOUT_MS,
  },
  reuse: http?.reuse ?? false,
  start: http?.start ?? {},
});
