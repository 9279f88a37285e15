/**
 * The `code` of an error of Node's or PostgreSQL's (ENOENT, 23505), or null. Asks for the property
 * and not for the class: there may be several copies of a class in one process.
 */
export const errorCode = (error: unknown): string | null => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
};
