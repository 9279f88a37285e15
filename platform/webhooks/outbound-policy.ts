import ipaddr from 'ipaddr.js';

/**
 * Where messages may go: who registers a hook chooses the address, and the API stands inside the
 * operator's network. So only public addresses are spoken to, and what the operator lists besides.
 *
 * It trusts no name: a name is resolved once, every address of it is looked at, and the connection
 * is made to one of these very addresses (send-message.ts), so that a second answer of the name
 * server changes nothing. Addresses are compared as numbers, never as text; what is written in
 * octal, or as one integer, has become an ordinary address in the URL parser before.
 */
export interface OutboundPolicy {
  /** Networks that are not public and allowed all the same. */
  readonly allow: readonly Network[];
  /** Whether messages may go out unencrypted. */
  readonly http: boolean;
}

export type Network = readonly [address: ipaddr.IPv4 | ipaddr.IPv6, prefixLength: number];

export const STRICT_POLICY: OutboundPolicy = { allow: [], http: false };

/** `10.1.2.0/24`, or one address. @throws where it is neither. */
export const parseNetwork = (text: string): Network => {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
};

/** All that IANA has given out for public use; the rest of IPv6 is somebody's inside, or nobody's. */
const PUBLIC_IPV6 = ipaddr.parseCIDR('2000::/3');

const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  // Everything else has another name: private, loopback, linkLocal, carrierGradeNat, multicast,
  // uniqueLocal, reserved, and the ranges that carry an IPv4 address within (6to4, Teredo, NAT64).
  address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(PUBLIC_IPV6));

const isWithin = (address: ipaddr.IPv4 | ipaddr.IPv6, [network, length]: Network): boolean =>
  address.kind() === network.kind() && address.match(network, length);

/** `text`: an address as a resolver gives it. What is no address is not allowed. */
export const isAllowedAddress = (text: string, { allow }: OutboundPolicy): boolean => {
  if (!ipaddr.isValid(text)) return false;
  // IPv4 within IPv6 (::ffff:10.0.0.1) is judged as what it is.
  const address = ipaddr.process(text);
  return isPublic(address) || allow.some((network) => isWithin(address, network));
};

/** From the settings: `webhookAllow` is a list with commas. */
export const outboundPolicy = (config: {
  readonly webhookAllow: string | null;
  readonly webhookHttp: boolean;
}): OutboundPolicy => ({
  allow: (config.webhookAllow?.split(',') ?? []).map((network) => parseNetwork(network.trim())),
  http: config.webhookHttp,
});
