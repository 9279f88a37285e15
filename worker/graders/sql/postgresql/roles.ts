import type { SqlTask } from '../../../../grading/kinds/sql/types.ts';

/**
 * Who does what in a case's database: roles of the image's cluster (cluster.sql), none of which may
 * read files, load extensions, make databases or become another one that may.
 *
 * Where the task is a query, the author owns the tables and the learner is a reader. Elsewhere the
 * learner owns them, as who changes or designs them must; the author then acts as that owner, from
 * connections that the learner's role can neither see into nor end.
 */
export interface Access {
  readonly learner: 'reader' | 'learner';
  readonly readsOnly: boolean;
  readonly authorSettings: Readonly<Record<string, string>>;
}

export const AUTHOR = 'author';
export const ROLES = [AUTHOR, 'learner', 'reader'] as const;

export const accessOf = (task: SqlTask): Access =>
  task === 'query'
    ? { learner: 'reader', readsOnly: true, authorSettings: {} }
    : { learner: 'learner', readsOnly: false, authorSettings: { role: 'learner' } };
