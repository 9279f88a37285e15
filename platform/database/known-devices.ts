import type { Database } from './database.ts';

/** Browsers that have signed in to an account; a device is known by the hash of its secret. */
export const isDeviceKnown = async (
  { prisma }: Database,
  username: string,
  deviceHash: Uint8Array<ArrayBuffer>,
): Promise<boolean> => {
  const where = { deviceHash, expiresAt: { gt: new Date() }, user: { username } };
  return (await prisma.knownDevice.count({ where })) > 0;
};

/** From now on, for `lifetimeMs`; the oldest beyond `maxDevices` of the user are forgotten. */
export const addKnownDevice = async (
  { prisma }: Database,
  device: { readonly userId: string; readonly deviceHash: Uint8Array<ArrayBuffer> },
  { lifetimeMs, maxDevices }: { readonly lifetimeMs: number; readonly maxDevices: number },
): Promise<void> => {
  const { userId } = device;
  const expiresAt = new Date(Date.now() + lifetimeMs);
  await prisma.knownDevice.upsert({
    where: { userId_deviceHash: device },
    create: { ...device, expiresAt },
    update: { expiresAt },
  });
  const beyond = await prisma.knownDevice.findMany({
    where: { userId },
    orderBy: { expiresAt: 'desc' },
    skip: maxDevices,
    select: { deviceHash: true },
  });
  if (beyond.length === 0) return;
  const deviceHashes = beyond.map(({ deviceHash }) => deviceHash);
  await prisma.knownDevice.deleteMany({ where: { userId, deviceHash: { in: deviceHashes } } });
};
