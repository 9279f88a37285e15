import type { Database } from './database.ts';

/** An exercise that an instructor took out of the catalogue. */
export interface HiddenExercise {
  readonly id: string;
  readonly title: string;
  readonly phase: string;
}

/** More than these are not listed. */
const MAX_HIDDEN = 500;

export const listHiddenExercises = async ({ prisma }: Database): Promise<HiddenExercise[]> => {
  const rows = await prisma.exercise.findMany({
    where: { published: true, hidden: true },
    orderBy: { id: 'asc' },
    take: MAX_HIDDEN,
    select: { id: true, phase: true, current: { select: { title: true } } },
  });
  return rows.map(({ id, phase, current }) => ({ id, phase, title: current.title }));
};

/** False where the folder of exercises has none with this id. What was handed in stays. */
export const setHidden = async (
  { prisma }: Database,
  id: string,
  hidden: boolean,
): Promise<boolean> => {
  const { count } = await prisma.exercise.updateMany({
    where: { id, published: true },
    data: { hidden },
  });
  return count === 1;
};
