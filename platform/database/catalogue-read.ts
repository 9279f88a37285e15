import type { Database } from './database.ts';

export interface PublishedExercise {
  readonly id: string;
  readonly currentHash: string;
}

export const listPublishedExercises = ({ prisma }: Database): Promise<PublishedExercise[]> =>
  prisma.exercise.findMany({
    where: { published: true, hidden: false },
    orderBy: { id: 'asc' },
    select: { id: true, currentHash: true },
  });
