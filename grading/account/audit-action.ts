/** What the audit trail keeps: deeds that change what somebody else may do, sees or has scored. */
export const AUDIT_ACTIONS = [
  'user-created',
  'role-changed',
  'user-disabled',
  'user-enabled',
  'password-reset',
  'exercise-hidden',
  'exercise-shown',
  'version-published',
  'rejudge-created',
  'rejudge-applied',
  'rejudge-discarded',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
