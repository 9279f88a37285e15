import type { RejudgeItemResource, RejudgeResource } from '../../../grading/resource/resources.ts';
import { findRejudge } from '../../../platform/database/rejudges.ts';
import type { RejudgeItemRow, RejudgeRow } from '../../../platform/database/rejudges.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Identity } from '../../http/identity.ts';
import { uuidParam } from '../../http/uuid-param.ts';
import type { ApiServices } from '../../services.ts';

export const rejudgeParam = uuidParam('The id of the rejudge.', 'rejudge-not-found');

interface RejudgeExchange {
  readonly services: ApiServices;
  readonly identity: Identity;
  readonly params: { readonly id: string };
}

/** Of the one who made it, or for an admin. */
export const readRejudge = async ({
  services,
  identity,
  params,
}: RejudgeExchange): Promise<RejudgeRow> => {
  const row = await findRejudge(services.database, identity.user, params.id);
  if (row === null) throw new ApiError('rejudge-not-found', 'You have no rejudge with this id.');
  return row;
};

const stateOf = ({ state, unfinished }: RejudgeRow): RejudgeResource['state'] => {
  if (state !== 'open') return state;
  return unfinished > 0 ? 'grading' : 'ready';
};

/** Rows are what our own code wrote: verdicts are of grading/verdict. */
type Verdict = NonNullable<RejudgeItemResource['after']>['verdict'];

export const toRejudge = (row: RejudgeRow): RejudgeResource => {
  const { id, username, reason, filter, total } = row;
  const { graded, failed, applied, unchanged, up, down } = row;
  return {
    ...{ id, username, reason, filter, total, state: stateOf(row) },
    ...{ graded, failed, applied, unchanged, up, down },
    verdicts: row.verdicts.map(({ before, after, count }) => ({
      ...{ before: before as Verdict | null, after: after as Verdict, count },
    })),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
};

export const toRejudgeItem = (row: RejudgeItemRow): RejudgeItemResource => ({
  submissionId: row.submissionId,
  username: row.username,
  exerciseId: row.exerciseId,
  language: row.language,
  createdAt: row.createdAt.toISOString(),
  state: row.state,
  applied: row.replacedAt !== null,
  changed: row.changed,
  before: {
    verdict: row.verdictBefore as Verdict | null,
    score: row.scoreBefore,
    maxScore: row.maxScoreBefore,
  },
  after:
    row.verdictAfter === null
      ? null
      : {
          verdict: row.verdictAfter as Verdict,
          score: row.scoreAfter ?? 0,
          maxScore: row.maxScoreAfter,
        },
  cases: row.cases.map(({ name, before, after }) => ({
    name,
    before: before as Verdict | null,
    after: after as Verdict | null,
  })),
});
