import type { CohortResource } from '../../../grading/resource/resources.ts';

type Assignment = CohortResource['assignments'][number];

/** Soonest first; what is never due comes last. */
export const byDueDate = (a: Assignment, b: Assignment): number =>
  (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || a.exerciseId.localeCompare(b.exerciseId);
