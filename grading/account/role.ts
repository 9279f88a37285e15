/** What a user may do, least first: each role may all that those before it may. */
export const ROLES = ['learner', 'instructor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const hasRole = (role: Role, needed: Role): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(needed);

/** What somebody is in one cohort; an admin is an instructor in all of them. */
export const COHORT_ROLES = ['learner', 'instructor'] as const;
export type CohortRole = (typeof COHORT_ROLES)[number];
