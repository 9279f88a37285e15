import { findCohort, type CohortRow } from '../../../platform/database/cohorts.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Identity } from '../../http/identity.ts';
import { uuidParam } from '../../http/uuid-param.ts';
import type { ApiServices } from '../../services.ts';

export interface CohortParams {
  readonly id: string;
}

/** Of an exchange, what says who asks for which cohort. */
export interface CohortExchange {
  readonly services: ApiServices;
  readonly identity: Identity;
  readonly params: CohortParams;
}

export const cohortParam = uuidParam('The id of the cohort.', 'cohort-not-found');

const notFound = (): ApiError =>
  new ApiError('cohort-not-found', 'You are in no cohort with this id.');

/** As its member sees it, or an admin. */
export const readCohort = async (exchange: CohortExchange): Promise<CohortRow> => {
  const { services, identity, params } = exchange;
  const cohort = await findCohort(services.database, identity.user, params.id);
  if (cohort === null) throw notFound();
  return cohort;
};

/** For what its instructors alone may do; to its learners it says no more than to strangers. */
export const readOwnCohort = async (exchange: CohortExchange): Promise<CohortRow> => {
  const cohort = await readCohort(exchange);
  if (cohort.role === 'instructor') return cohort;
  throw new ApiError('cohort-not-found', 'You are no instructor of a cohort with this id.');
};
