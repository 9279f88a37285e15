import { deviceTokenRequestSchema } from '../../../grading/resource/account-schemas.ts';
import type {
  CreatedTokenResource,
  DeviceTokenRequest,
} from '../../../grading/resource/resources.ts';
import { createdTokenSchema } from '../../../grading/resource/schemas.ts';
import { pollDevice } from '../../../platform/database/device-codes.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import { hashSecret } from '../../http/secrets.ts';
import { issueToken } from '../tokens/issue-token.ts';

const MS_PER_S = 1000;
/** A clock's and a network's jitter are no impatience. */
const INTERVAL_SHARE = 0.8;

/** RFC 8628, 3.5: what a device that does not get its token is told. */
const REFUSALS = {
  pending: ['authorization-pending', 'The user has not decided yet. Ask again after the interval.'],
  'too-soon': ['slow-down', 'Ask less often: once in the interval.'],
  denied: ['access-denied', 'The user refused. Begin anew if that was a mistake.'],
  unknown: ['expired-device-code', 'This code has expired or was used. Begin anew.'],
} as const;

export const pollDeviceRoute = defineRoute<{
  auth: 'public';
  body: DeviceTokenRequest;
  answer: CreatedTokenResource;
}>({
  method: 'post',
  path: '/devices/token',
  operationId: 'pollDevice',
  tag: 'Devices',
  summary: 'The token of a device, once the user has approved it',
  auth: 'public',
  limitedBy: ['devicePollsByAddress'],
  body: deviceTokenRequestSchema,
  replies: { 201: { description: 'The token; the code is used up.', schema: createdTokenSchema } },
  errors: [
    ...(['authorization-pending', 'slow-down', 'access-denied', 'expired-device-code'] as const),
    'too-many-tokens',
  ],
  handle: async ({ body, services }) => {
    const intervalMs = services.limits.devicePollSeconds * MS_PER_S * INTERVAL_SHARE;
    const found = await pollDevice(services.database, hashSecret(body.deviceCode), intervalMs);
    if (found.kind !== 'approved') {
      const [code, detail] = REFUSALS[found.kind];
      throw new ApiError(code, detail);
    }
    const token = await issueToken(services, { userId: found.userId, name: found.clientName });
    return { status: 201, body: token };
  },
});
