import type {
  CohortResource,
  UpdateCohortRequest,
} from '../../../../grading/resource/resources.ts';
import { call } from '../../api-client.ts';

/** Rejects with an ApiProblem. */
export const changeCohort = (id: string, body: UpdateCohortRequest): Promise<CohortResource> =>
  call<CohortResource>('PATCH', `cohorts/${id}`, { body });

/** Still to be handed in: due in the future, or at no time. */
export const openAssignments = (
  { assignments }: Pick<CohortResource, 'assignments'>,
  now = new Date(),
): number => assignments.filter(({ dueAt }) => dueAt === null || new Date(dueAt) > now).length;
