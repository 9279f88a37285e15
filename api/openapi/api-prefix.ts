/** Every route of version 1 stands below it. */
export const API_PREFIX = '/api/v1';
