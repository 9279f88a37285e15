import type { Database } from './database.ts';

export interface PublishedExercise {
  readonly id: string;
  readonly currentHash: string;
}

export const listPublishedExercises = ({ prisma }: Database): Promise<PublishedExercise[]> =>
  prisma.exercise.findMany({
    where: { published: true },
    orderBy: { id: 'asc' },
    select: { id: true, currentHash: true },
  });

/** A version as its folder was packed; it can be megabytes. */
export const readBundle = async (
  { prisma }: Database,
  contentHash: string,
): Promise<Uint8Array<ArrayBuffer>> => {
  const { bundle } = await prisma.exerciseVersion.findUniqueOrThrow({
    where: { contentHash },
    select: { bundle: true },
  });
  return bundle;
};
