import { expect, test } from '@jest/globals';
import { isAllowedAddress, parseNetwork, STRICT_POLICY } from './outbound-policy.ts';
import { RefusedTargetError, resolveTarget } from './resolve-target.ts';

const INSIDE = [
  ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.8.9.10', '169.254.169.254'],
  ...['172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.168.1.1', '198.18.0.1'],
  ...['224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::ffff:127.0.0.1', '::ffff:169.254.169.254', '::127.0.0.1', '64:ff9b::7f00:1'],
  ...['2002:7f00:1::', '2001:0:4136:e378::1', '2001:db8::1', 'fc00::1', 'fd00:ec2::254'],
  ...['fe80::1', 'fec0::1', 'ff02::1', '100::1', '4000::1', 'not an address', ''],
];
const OUTSIDE = ['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111'];

test.each(INSIDE)('%s is not spoken to', (address) => {
  expect(isAllowedAddress(address, STRICT_POLICY)).toBe(false);
});

test.each(OUTSIDE)('%s is', (address) => {
  expect(isAllowedAddress(address, STRICT_POLICY)).toBe(true);
});

test('what the operator lists is allowed, and nothing beside it', () => {
  const policy = { allow: [parseNetwork('10.1.2.0/24'), parseNetwork('fd00::7')], http: false };
  const allowed = ['10.1.2.3', '::ffff:10.1.2.3', '10.1.3.3', 'fd00::7', 'fd00::8'].map((address) =>
    isAllowedAddress(address, policy),
  );
  expect(allowed).toEqual([true, true, false, true, false]);
  expect(() => parseNetwork('10.1.2.0/33')).toThrow();
});

test.each([
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://[::ffff:7f00:1]/',
  'https://[fe80::1]/',
  'https://user:secret@8.8.8.8/',
  'http://8.8.8.8/',
  'ftp://8.8.8.8/',
])('%s is refused before anything is looked up', async (url) => {
  const resolve = () => Promise.reject(new Error('not to be asked'));
  await expect(resolveTarget(new URL(url), STRICT_POLICY, resolve)).rejects.toThrow(
    RefusedTargetError,
  );
});

test('one address of the inside refuses a name as a whole', async () => {
  const resolve = () =>
    Promise.resolve([
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
  await expect(
    resolveTarget(new URL('https://receiver.example/'), STRICT_POLICY, resolve),
  ).rejects.toThrow('not a public one');
});
