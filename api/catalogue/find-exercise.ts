import { hasRole } from '../../grading/account/role.ts';
import { ApiError, type ApiErrorOptions } from '../http/api-error.ts';
import type { Identity } from '../http/identity.ts';
import type { ApiServices } from '../services.ts';
import type { PublicExercise } from './exercise-resource.ts';

/**
 * The exercise as the reader may have it: of a learner, or of nobody, a hidden one, a draft or one
 * that is gone is not found, as if it had never been; instructors read and try them.
 */
export async function findExerciseFor(
  { exercises }: Pick<ApiServices, 'exercises'>,
  identity: Identity | null,
  id: string,
  options: ApiErrorOptions = {},
): Promise<PublicExercise> {
  const mayAll = identity !== null && hasRole(identity.user.role, 'instructor');
  const found = await (mayAll ? exercises.findAny(id) : exercises.find(id));
  if (found !== undefined) return found;
  throw new ApiError('exercise-not-found', `There is no exercise ${id}. Check the id.`, options);
}
