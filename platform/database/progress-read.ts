import type { Database } from './database.ts';

/** The learner's best score of each exercise that has one. */
export const readBestScores = async (
  { prisma }: Database,
  userId: string,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await prisma.bestScore.findMany({
    where: { userId },
    select: { exerciseId: true, score: true },
  });
  return new Map(rows.map(({ exerciseId, score }) => [exerciseId, score]));
};

/** The learner's best score of one exercise, or null. */
export const readBestScore = async (
  { prisma }: Database,
  userId: string,
  exerciseId: string,
): Promise<number | null> => {
  const row = await prisma.bestScore.findUnique({
    where: { userId_exerciseId: { userId, exerciseId } },
    select: { score: true },
  });
  return row?.score ?? null;
};
