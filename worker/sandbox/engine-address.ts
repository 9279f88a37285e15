import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DockerOptions } from 'dockerode';
import type { EngineConfig } from '../../platform/config/config.ts';
import { errorCode } from '../../platform/error-code.ts';
import { EngineError } from './engine-errors.ts';

export const DEFAULT_SOCKET = '/var/run/docker.sock';

export interface EngineAddress {
  readonly options: DockerOptions;
  /** As people write it, for messages. */
  readonly shown: string;
}

const DEFAULT_PORT = { http: 2375, https: 2376 } as const;

/**
 * Reads DOCKER_HOST's forms: `unix:///path`, `tcp://host:port`, `http(s)://host:port`. Every field
 * is given explicitly, so that dockerode does not look at the environment by itself. Certificates
 * are for TCP alone, and then the engine's is verified, whatever DOCKER_TLS_VERIFY says.
 */
export function engineAddress({
  dockerHost: host,
  dockerCertificates: certificates,
}: EngineConfig): EngineAddress {
  if (host === null || host === '') {
    return { options: { socketPath: DEFAULT_SOCKET }, shown: `unix://${DEFAULT_SOCKET}` };
  }
  if (host.startsWith('unix://')) {
    const socketPath = host.slice('unix://'.length) || DEFAULT_SOCKET;
    return { options: { socketPath }, shown: host };
  }
  if (!URL.canParse(host)) throw badAddress(host);
  const url = new URL(host);
  if (!['tcp:', 'http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    throw badAddress(host);
  }
  const protocol = certificates !== null || url.protocol === 'https:' ? 'https' : 'http';
  const options = {
    host: url.hostname,
    port: url.port === '' ? DEFAULT_PORT[protocol] : Number(url.port),
    protocol,
    ...(certificates === null ? {} : readCertificates(certificates)),
  } as const;
  return { options, shown: host };
}

/** The names that Docker gives them. */
function readCertificates(folder: string): Pick<DockerOptions, 'ca' | 'cert' | 'key'> {
  const read = (name: string): Buffer => {
    try {
      return readFileSync(join(folder, name));
    } catch (error) {
      throw new EngineError(
        'unreachable',
        `${join(folder, name)} cannot be read (${errorCode(error) ?? String(error)}), and the engine is ` +
          'to be spoken to by TLS. Put ca.pem (who signed its certificate), cert.pem and key.pem (ours) ' +
          'into that folder, readable by this account, or name another in DOCKER_CERT_PATH.',
        error,
      );
    }
  };
  return { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') };
}

function badAddress(host: string): EngineError {
  return new EngineError(
    'unreachable',
    `DOCKER_HOST is "${host}", which is no address of an engine; use unix:///path/docker.sock or tcp://host:port.`,
  );
}
