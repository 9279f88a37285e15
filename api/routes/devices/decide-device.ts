import {
  decideDeviceRequestSchema,
  waitingDeviceSchema,
} from '../../../grading/resource/account-schemas.ts';
import type {
  DecideDeviceRequest,
  WaitingDeviceResource,
} from '../../../grading/resource/resources.ts';
import { decideDevice, findDevice } from '../../../platform/database/device-codes.ts';
import { ApiError } from '../../http/api-error.ts';
import { requireSession } from '../../http/require.ts';
import { defineRoute } from '../../http/route.ts';
import { readUserCode, showUserCode, userCodeParam } from './user-code.ts';

/** Why a code cannot be decided (any more), for who looks at it. */
const REFUSALS = {
  unknown: [
    'device-code-not-found',
    'No device waits with this code. Compare it with what the command line shows; an old one is used up.',
  ],
  expired: [
    'expired-device-code',
    'This code has expired. Run assay login again, and take the new one.',
  ],
  approved: [
    'device-code-decided',
    'You have approved this code already. The command line goes on by itself.',
  ],
  refused: [
    'device-code-decided',
    'You have refused this code. Run assay login again if that was a mistake.',
  ],
} as const;

const refusal = (kind: keyof typeof REFUSALS): ApiError => {
  const [code, detail] = REFUSALS[kind];
  return new ApiError(code, detail);
};

const ERRORS = ['session-required', 'expired-device-code', 'device-code-decided'] as const;

/** A token must not make another one: whoever steals it would keep a way in after it is revoked. */
const IN_A_BROWSER = 'Approve devices in a browser, signed in.';

export const getDeviceRoute = defineRoute<{
  auth: 'user';
  params: { userCode: string };
  answer: WaitingDeviceResource;
}>({
  method: 'get',
  path: '/devices/:userCode',
  operationId: 'getDevice',
  tag: 'Devices',
  summary: 'What asks for a token with this code',
  auth: 'user',
  limitedBy: ['devicesByUser'],
  params: userCodeParam,
  replies: { 200: { description: 'The device.', schema: waitingDeviceSchema } },
  errors: ERRORS,
  handle: async ({ params, identity, services }) => {
    requireSession(identity, IN_A_BROWSER);
    const userCode = readUserCode(params.userCode);
    const found = await findDevice(services.database, userCode, identity.user.id);
    if (found.kind !== 'waiting') throw refusal(found.kind);
    const { device } = found;
    return {
      status: 200,
      body: {
        ...{ clientName: device.clientName, address: device.address },
        userCode: showUserCode(device.userCode),
        createdAt: device.createdAt.toISOString(),
        expiresAt: device.expiresAt.toISOString(),
      },
    };
  },
});

export const decideDeviceRoute = defineRoute<{
  auth: 'user';
  params: { userCode: string };
  body: DecideDeviceRequest;
}>({
  method: 'post',
  path: '/devices/:userCode/decision',
  operationId: 'decideDevice',
  tag: 'Devices',
  summary: 'Approve or refuse a device',
  description: 'From a signed-in browser alone. A code is decided once.',
  auth: 'user',
  limitedBy: ['devicesByUser'],
  params: userCodeParam,
  body: decideDeviceRequestSchema,
  replies: { 204: { description: 'Decided.', schema: null } },
  errors: ERRORS,
  handle: async ({ params, body, identity, services }) => {
    requireSession(identity, IN_A_BROWSER);
    const { database } = services;
    const userCode = readUserCode(params.userCode);
    const { id: userId } = identity.user;
    if (!(await decideDevice(database, userCode, { userId, approved: body.approve }))) {
      const { kind } = await findDevice(database, userCode, userId);
      throw refusal(kind === 'waiting' ? 'unknown' : kind);
    }
    return { status: 204 };
  },
});
