import { tlsTrouble } from './engine-tls-errors.ts';

/** The container engine failed, refused or did not answer. The message says what to do. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: EngineErrorKind;

  constructor(kind: EngineErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}

export type EngineErrorKind = 'unreachable' | 'timeout' | 'not-found' | 'refused';

const UNREACHABLE_CODES = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ECONNRESET',
  'EPIPE',
]);

/** Turns what dockerode throws into an EngineError that a person can act on. */
export function engineErrorOf(error: unknown, doing: string, address: string): EngineError {
  if (error instanceof EngineError) return error;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const reason = error instanceof Error ? error.message.trim() : String(error);
  const tlsCode = typeof code === 'string' ? code : '';
  const tls = tlsTrouble(tlsCode, reason);
  if (tls !== null) {
    return new EngineError(
      'unreachable',
      `The container engine at ${address} cannot be spoken to: ${tls.found} (${tlsCode || reason}). ${tls.remedy}`,
      error,
    );
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new EngineError(
      'unreachable',
      `No permission to use the container engine at ${address}. Run as root, or add your user to ` +
        'its group (`sudo usermod -aG docker $USER`, then log in again).',
      error,
    );
  }
  if (typeof code === 'string' && UNREACHABLE_CODES.has(code)) {
    return new EngineError(
      'unreachable',
      `No container engine answers at ${address} (${code}, while ${doing}). Start it ` +
        '(`sudo systemctl start docker`, or `dockerd` as root where there is no systemd), ' +
        'or set DOCKER_HOST to where it listens.',
      error,
    );
  }
  if (statusCode === 404) return new EngineError('not-found', `${doing}: ${reason}`, error);
  return new EngineError('refused', `The container engine failed while ${doing}: ${reason}`, error);
}
