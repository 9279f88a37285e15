import type { GradebookResource } from '../resource/resources.ts';

type Learner = GradebookResource['learners'][number];

/** By `name` (as shown), by `total`, or by the score in the exercise with this id. */
export interface GradebookOrder {
  readonly by: string;
  readonly descending: boolean;
}

export interface GradebookView {
  /** Part of a learner's name or username; letter case does not matter. Empty: everybody. */
  readonly q: string;
  /** Only the exercises of this phase. Empty: all. */
  readonly phase: string;
  readonly order: GradebookOrder;
}

export const BY_NAME: GradebookOrder = { by: 'name', descending: false };

/**
 * An order as text: `total`, or `-two-sum` for the best first. What is no column here is none; no id
 * of an exercise begins with a hyphen.
 */
export const readOrder = (text: string): GradebookOrder => {
  const descending = text.startsWith('-');
  const by = descending ? text.slice(1) : text;
  return by === '' ? BY_NAME : { by, descending };
};

export const writeOrder = ({ by, descending }: GradebookOrder): string =>
  `${descending ? '-' : ''}${by}`;

const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const byName = (a: Learner, b: Learner): number =>
  NAMES.compare(a.displayName, b.displayName) || NAMES.compare(a.username, b.username);

/** Null, nothing graded, is less than zero points. */
const byScore = (a: number | null | undefined, b: number | null | undefined): number =>
  (a ?? -1) - (b ?? -1);

/**
 * The same gradebook with the rows and columns that are asked for, in that order. A total is that of
 * the columns which are left. Equal learners stand by name, whichever way the rest is turned.
 */
export function arrangeGradebook(
  gradebook: GradebookResource,
  { q, phase, order }: GradebookView,
): GradebookResource {
  const kept = gradebook.exercises.flatMap((exercise, index) =>
    phase === '' || exercise.phase === phase ? [index] : [],
  );
  const pick = <T>(cells: readonly T[]): T[] =>
    kept.flatMap((index) => cells.slice(index, index + 1));
  const exercises = pick(gradebook.exercises);
  const wanted = q.trim().toLowerCase();
  const learners = gradebook.learners
    .filter(({ displayName, username }) =>
      `${displayName}\n${username}`.toLowerCase().includes(wanted),
    )
    .map((learner) => {
      const marks = pick(learner.marks);
      return { ...learner, marks, total: marks.reduce((sum, { score }) => sum + (score ?? 0), 0) };
    });
  const column = exercises.findIndex(({ id }) => id === order.by);
  const compare = (a: Learner, b: Learner): number => {
    if (order.by === 'total') return byScore(a.total, b.total);
    if (column !== -1) return byScore(a.marks[column]?.score, b.marks[column]?.score);
    return byName(a, b);
  };
  const turn = order.descending ? -1 : 1;
  learners.sort((a, b) => turn * compare(a, b) || byName(a, b));
  return { exercises, learners };
}
