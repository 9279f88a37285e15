import type {
  VerificationReport,
  VerificationResource,
} from '../../../grading/resource/resources.ts';
import { verificationSchema } from '../../../grading/resource/authoring-schemas.ts';
import {
  findVerification,
  MAX_OPEN_VERIFICATIONS,
  requestVerification,
} from '../../../platform/database/verifications.ts';
import { currentTraceParent } from '../../../platform/tracing/span.ts';
import { ApiError } from '../../http/api-error.ts';
import { requestIdOf } from '../../http/request-id.ts';
import { defineRoute } from '../../http/route.ts';
import { uuidParam } from '../../http/uuid-param.ts';
import type { ApiServices } from '../../services.ts';
import { readVersion } from './publish-version.ts';
import { versionParams, type VersionParams } from './version-params.ts';

const RETRY_AFTER_SECONDS = 60;

const readVerification = async (
  { database }: ApiServices,
  id: string,
): Promise<VerificationResource> => {
  const row = await findVerification(database, id);
  if (row === null) {
    throw new ApiError('verification-not-found', 'There is no verification with this id.');
  }
  return {
    ...row,
    // A worker of ours wrote it, by the type that the schema has.
    report: row.report as VerificationReport | null,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
};

/** The row is there: if the queue is down, the sweep adds the job later. */
const addJob = async ({ queue, logger }: ApiServices, verificationId: string): Promise<void> => {
  try {
    await queue.addVerification(verificationId);
  } catch (error) {
    logger.warn({ err: error, verificationId }, 'the queue took no job; the sweep will add it');
  }
};

export const createVerificationRoute = defineRoute<{
  auth: 'instructor';
  params: VersionParams;
  answer: VerificationResource;
}>({
  method: 'post',
  path: '/exercises/:id/versions/:hash/verifications',
  operationId: 'verifyVersion',
  tag: 'Authoring',
  summary: 'Run all solutions of a version, and judge it as `assay verify` does',
  description:
    'On the workers, behind everything that learners wait for. Where the same is under way, that one is the answer.',
  auth: 'instructor',
  params: versionParams,
  replies: { 202: { description: 'The verification to follow.', schema: verificationSchema } },
  errors: ['nothing-to-verify', 'too-many-verifications'],
  handle: async ({ params, identity, res, services }) => {
    await readVersion(services, params);
    const asked = await requestVerification(services.database, {
      contentHash: params.hash,
      userId: identity.user.id,
      requestId: requestIdOf(res),
      traceParent: currentTraceParent(),
    });
    if (asked.kind === 'no-solutions') {
      throw new ApiError('nothing-to-verify', 'The server has no solutions of this version.');
    }
    if (asked.kind === 'too-many') {
      throw new ApiError(
        'too-many-verifications',
        `${MAX_OPEN_VERIFICATIONS} verifications are under way, which is the limit. Wait.`,
        { headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } },
      );
    }
    // Where the same is under way, its lines name another request: this one's leads to it.
    res.locals['verificationId'] = asked.id;
    if (asked.kind === 'created') await addJob(services, asked.id);
    return { status: 202, body: await readVerification(services, asked.id) };
  },
});

export const getVerificationRoute = defineRoute<{
  auth: 'instructor';
  params: { id: string };
  answer: VerificationResource;
}>({
  method: 'get',
  path: '/verifications/:id',
  operationId: 'getVerification',
  tag: 'Authoring',
  summary: 'How far a verification is, and its report',
  auth: 'instructor',
  params: uuidParam('The id of the verification.', 'verification-not-found'),
  replies: { 200: { description: 'The verification.', schema: verificationSchema } },
  errors: [],
  handle: async ({ params, services }) => ({
    status: 200,
    body: await readVerification(services, params.id),
  }),
});
