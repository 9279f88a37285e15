import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isAllowedAddress, type OutboundPolicy } from './outbound-policy.ts';

/** One address of a name, as `dns.lookup` gives it. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** The system's resolver, /etc/hosts included. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

/** A URL that no message goes to; the message says why, and no address of the inside. */
export class RefusedTargetError extends Error {
  override readonly name = 'RefusedTargetError';
}

const assertUrl = (url: URL, policy: OutboundPolicy): void => {
  if (url.protocol !== 'https:' && !(policy.http && url.protocol === 'http:')) {
    throw new RefusedTargetError('Only https addresses are spoken to.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new RefusedTargetError('The address must hold no user name or password.');
  }
};

/**
 * Where to connect to for this URL: addresses that are all allowed. One that is not refuses the
 * name as a whole.
 *
 * @throws RefusedTargetError
 */
export const resolveTarget = async (
  url: URL,
  policy: OutboundPolicy,
  resolve: Resolve = systemResolve,
): Promise<readonly ResolvedAddress[]> => {
  assertUrl(url, policy);
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(hostname);
  const addresses =
    family === 0 ? await namedAddresses(hostname, resolve) : [{ address: hostname, family }];
  if (addresses.every(({ address }) => isAllowedAddress(address, policy))) return addresses;
  throw new RefusedTargetError(
    'The address is not a public one. The operator can allow it: ASSAY_WEBHOOK_ALLOW.',
  );
};

const namedAddresses = async (
  hostname: string,
  resolve: Resolve,
): Promise<readonly ResolvedAddress[]> => {
  const addresses = await resolve(hostname).catch(() => []);
  if (addresses.length > 0) return addresses;
  throw new RefusedTargetError('The name of the receiver has no address.');
};
