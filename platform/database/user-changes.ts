/** The PostgreSQL channel on which a user is announced whose sign-ins are not what they were. */
export const USER_CHANNEL = 'assay_users';

/** Sent when its transaction commits, and not before; $1 is the id of the user. */
export const ANNOUNCE_USER_SQL = `SELECT pg_notify('${USER_CHANNEL}', $1)`;
