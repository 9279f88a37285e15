import type { SubmissionResource, SubmitRequest } from '../../../grading/resource/resources.ts';
import { submissionSchema, submitRequestSchema } from '../../../grading/resource/schemas.ts';
import { validateSource } from '../../../grading/submission/validate-submission.ts';
import { enqueueSubmission } from '../../../platform/database/grading-store.ts';
import type { Backlog, EnqueueOutcome } from '../../../platform/database/grading-store.ts';
import { waitingForOf } from '../../../platform/database/parked-submissions.ts';
import type { ApiLimits } from '../../api-limits.ts';
import { findExerciseFor } from '../../catalogue/find-exercise.ts';
import type { PublicExercise } from '../../catalogue/exercise-resource.ts';
import { currentTraceParent } from '../../../platform/tracing/span.ts';
import { ApiError } from '../../http/api-error.ts';
import { requestIdOf } from '../../http/request-id.ts';
import { defineRoute } from '../../http/route.ts';
import type { Exchange, Reply } from '../../http/route.ts';
import { API_PREFIX } from '../../openapi/api-prefix.ts';
import { addJob } from './add-job.ts';
import { IDEMPOTENCY_HEADER, readIdempotencyKey } from './idempotency-key.ts';
import { readSubmission } from './read-submission.ts';

interface Types {
  auth: 'user';
  body: SubmitRequest;
  answer: SubmissionResource;
}

const RETRY_AFTER_SECONDS = 5;
/** Of a full queue: time enough for some of it to be graded. */
const QUEUE_RETRY_AFTER_SECONDS = 15;

const findExercise = ({ body, identity, services }: Exchange<Types>): Promise<PublicExercise> => {
  const message = `/exerciseId: there is no exercise "${body.exerciseId}". Check the id.`;
  const errors = [{ field: '/exerciseId', message }];
  return findExerciseFor(services, identity, body.exerciseId, { errors });
};

const assertValid = (body: SubmitRequest, exercise: PublicExercise): void => {
  const errors = validateSource(body, exercise);
  if (errors.length === 0) return;
  const fields = errors.map(({ field }) => field).join(', ');
  throw new ApiError('validation-failed', `Mend ${fields} and send it again.`, { errors });
};

const tooManyUnfinished = (own: number, limits: ApiLimits): ApiError =>
  new ApiError(
    'too-many-unfinished',
    `${own} of your submissions are not graded yet, and ${limits.unfinishedSubmissionsPerUser} is the limit. Wait.`,
    { headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } },
  );

const queueFull = (queued: number): ApiError =>
  new ApiError(
    'queue-full',
    `${queued} submissions wait, and the queue takes no more. Yours is not handed in: keep it, and try again in ${QUEUE_RETRY_AFTER_SECONDS} s.`,
    { headers: { 'Retry-After': String(QUEUE_RETRY_AFTER_SECONDS) } },
  );

const refusalOf = ({ ownUnfinished, queued }: Backlog, limits: ApiLimits): ApiError =>
  ownUnfinished >= limits.unfinishedSubmissionsPerUser
    ? tooManyUnfinished(ownUnfinished, limits)
    : queueFull(queued);

/** One after the other for each learner, so that each sees those before: limits hold, turns differ. */
const store = async (
  exchange: Exchange<Types>,
  exercise: PublicExercise,
): Promise<EnqueueOutcome> => {
  const { req, res, body, identity, services } = exchange;
  const { exerciseId, language, samplesOnly = false, files } = body;
  const userId = identity.user.id;
  const idempotencyKey = readIdempotencyKey(req);
  const { unfinishedSubmissionsPerUser, queuedSubmissions } = services.limits;
  const submission = {
    ...{ userId, exerciseId, language, samplesOnly, files, idempotencyKey },
    contentHash: exercise.contentHash,
    maxScore: exercise.points,
    requestId: requestIdOf(res),
    traceParent: currentTraceParent(),
  };
  const room = { ownUnfinished: unfinishedSubmissionsPerUser, queued: queuedSubmissions };
  return services.intake.run(userId, () => enqueueSubmission(services.database, submission, room));
};

const accepted = (body: SubmissionResource): Reply<SubmissionResource> => ({
  status: 202,
  headers: { Location: `${API_PREFIX}/submissions/${body.id}` },
  body,
});

const handle = async (exchange: Exchange<Types>): Promise<Reply<SubmissionResource>> => {
  const { body, identity, services } = exchange;
  const exercise = await findExercise(exchange);
  assertValid(body, exercise);
  const outcome = await store(exchange, exercise);
  if (outcome.kind === 'refused') throw refusalOf(outcome, services.limits);
  if (outcome.kind === 'conflict') {
    throw new ApiError('idempotency-key-reused', 'This key came before with other content.', {
      errors: [{ field: IDEMPOTENCY_HEADER, message: 'Make a new key for a new submission.' }],
    });
  }
  if (outcome.kind === 'repeated') {
    return accepted(await readSubmission(services, identity.user.id, outcome.submissionId));
  }
  // The line of this request in the log is where following it begins.
  exchange.res.locals['submissionId'] = outcome.submissionId;
  const [waitingFor] = await Promise.all([
    waitingForOf(services.database, outcome.submissionId),
    addJob(services, outcome.submissionId, outcome.turn),
  ]);
  const { exerciseId, language, samplesOnly = false, files } = body;
  return accepted({
    ...{ id: outcome.submissionId, exerciseId, language, samplesOnly, files },
    contentHash: exercise.contentHash,
    state: 'queued',
    verdict: null,
    score: null,
    maxScore: exercise.points,
    createdAt: outcome.createdAt.toISOString(),
    finishedAt: null,
    counts: false,
    result: null,
    queuePosition: outcome.position,
    waitingFor,
    rejudged: [],
  });
};

export const submitRoute = defineRoute<Types>({
  method: 'post',
  path: '/submissions',
  operationId: 'submit',
  tag: 'Submissions',
  summary: 'Hand in a solution',
  description:
    'Stored and queued when this answers. Follow it with GET /submissions/{id}/events. Where an answer was lost, send the same body with the same Idempotency-Key again: there will be one submission.',
  auth: 'user',
  body: submitRequestSchema,
  bodySize: 'large',
  headers: {
    [IDEMPOTENCY_HEADER]: {
      description: 'Of your choice, one a submission: 1 to 255 visible ASCII characters.',
      schema: { type: 'string', pattern: '^[!-~]{1,255}$' },
    },
  },
  limitedBy: ['submissionsByUser'],
  replies: {
    202: {
      description: 'The queued submission; for a repeated key, the one that it made.',
      schema: submissionSchema,
      headers: { Location: 'Where to read it.' },
    },
  },
  errors: [
    'exercise-not-found',
    'invalid-parameter',
    'idempotency-key-reused',
    'too-many-unfinished',
    'queue-full',
  ],
  handle,
});
