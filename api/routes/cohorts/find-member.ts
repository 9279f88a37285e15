import {
  findCohortMember,
  type CohortMemberRow,
} from '../../../platform/database/cohort-members.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Exchange } from '../../http/route.ts';
import { readOwnCohort, type CohortParams } from './find-cohort.ts';

export type MemberParams = CohortParams & { readonly userId: string };

/** Of an exchange, what says who asks for whom. */
type MemberExchange = Pick<
  Exchange<{ auth: 'instructor'; params: MemberParams }>,
  'services' | 'identity' | 'params'
>;

/** A member of a cohort that the reader instructs. */
export const readMember = async (exchange: MemberExchange): Promise<CohortMemberRow> => {
  const { id } = await readOwnCohort(exchange);
  const member = await findCohortMember(exchange.services.database, id, exchange.params.userId);
  if (member === null) {
    throw new ApiError('member-not-found', 'Nobody of this cohort has this id.');
  }
  return member;
};

/** Only learners: what an instructor of the same cohort tries is nobody's. */
export const readLearner = async (exchange: MemberExchange): Promise<CohortMemberRow> => {
  const member = await readMember(exchange);
  if (member.role === 'learner') return member;
  throw new ApiError('member-not-found', 'No learner of this cohort has this id.');
};
