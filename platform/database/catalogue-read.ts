import type { Database } from './database.ts';

export interface PublishedExercise {
  readonly id: string;
  readonly currentHash: string;
}

const SELECTED = { id: true, currentHash: true } as const;

/** What learners may see. */
export const listPublishedExercises = ({ prisma }: Database): Promise<PublishedExercise[]> =>
  prisma.exercise.findMany({
    where: { published: true, hidden: false },
    orderBy: { id: 'asc' },
    select: SELECTED,
  });

/** Any exercise, drafts and hidden ones too: for instructors. */
export const findExercise = ({ prisma }: Database, id: string): Promise<PublishedExercise | null> =>
  prisma.exercise.findUnique({ where: { id }, select: SELECTED });
