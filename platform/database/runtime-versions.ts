import type { Database } from './database.ts';

/** `python` or `sqlite` to `Python 3.11.2`: what workers have told so far. */
export async function readRuntimeVersions({
  prisma,
}: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await prisma.runtimeVersion.findMany();
  return new Map(rows.map(({ name, version }) => [name, version]));
}

export async function saveRuntimeVersion(
  { prisma }: Database,
  name: string,
  version: string,
): Promise<void> {
  await prisma.runtimeVersion.upsert({
    where: { name },
    create: { name, version },
    update: { version },
  });
}
