import { ApiError } from '../../http/api-error.ts';

export const usernameTaken = (username: string): ApiError =>
  new ApiError('username-taken', `The username ${username} is taken. Choose another.`, {
    errors: [{ field: '/username', message: '/username is taken; choose another.' }],
  });
