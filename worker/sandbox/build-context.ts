import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import type { ImageInput } from './image-inputs.ts';

/** Where a Dockerfile finds the build's own helpers; see sandbox-images/README.md. */
const KIT_FOLDER = '.assay-build';
export const DOWNLOADS_FOLDER = '.downloads';
const LARGEST_CA_BYTES = 4 * 1024 * 1024;

export interface ContextParts {
  readonly inputs: readonly ImageInput[];
  /** sandbox-images/.build/. */
  readonly kit: readonly ImageInput[];
  readonly downloads: readonly ImageInput[];
  /** Certificates in PEM that the build trusts besides Debian's; empty where there are none. */
  readonly certificates: Buffer;
}

/** The tar that the engine builds from. Times are zero, so that equal inputs hit its cache. */
export function buildContext(parts: ContextParts): Readable {
  const tar = pack();
  const add = (folder: string, inputs: readonly ImageInput[]): void => {
    for (const { path, content, executable } of inputs) {
      const mode = executable ? 0o755 : 0o644;
      tar.entry({ name: folder + path, mode, mtime: new Date(0) }, content);
    }
  };
  add('', parts.inputs);
  add(`${KIT_FOLDER}/`, parts.kit);
  add(`${KIT_FOLDER}/`, [{ path: 'ca.pem', content: parts.certificates, executable: false }]);
  add(`${DOWNLOADS_FOLDER}/`, parts.downloads);
  tar.finalize();
  return Readable.from(tar);
}

/** What the build needs of the machine's way to the outside. */
export interface BuildNetwork {
  /** http_proxy and its kin, in the spelling that the engine passes on without keeping it. */
  readonly proxies: Readonly<Record<string, string>>;
  /** File with the certificates that this machine trusts, or null. */
  readonly certificatesFile: string | null;
}

const PROXY_NAMES = ['http_proxy', 'https_proxy', 'ftp_proxy', 'no_proxy', 'all_proxy'];

/** Reads the variables that every tool reads. They are the machine's, not Assay's, configuration. */
export function buildNetworkOf(env: Readonly<Record<string, string | undefined>>): BuildNetwork {
  const proxies = PROXY_NAMES.flatMap((name) => {
    const value = env[name] ?? env[name.toUpperCase()];
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return {
    proxies: Object.fromEntries(proxies),
    certificatesFile: env['NODE_EXTRA_CA_CERTS'] ?? env['SSL_CERT_FILE'] ?? null,
  };
}

export async function readCertificates(network: BuildNetwork): Promise<Buffer> {
  if (network.certificatesFile === null) return Buffer.alloc(0);
  const content = await readFile(network.certificatesFile);
  if (content.length > LARGEST_CA_BYTES) {
    throw new Error(`${network.certificatesFile} is too large for a bundle of certificates.`);
  }
  return content;
}
