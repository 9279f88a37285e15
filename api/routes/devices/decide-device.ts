import {
  decideDeviceRequestSchema,
  waitingDeviceSchema,
} from '../../../grading/resource/account-schemas.ts';
import type {
  DecideDeviceRequest,
  WaitingDeviceResource,
} from '../../../grading/resource/resources.ts';
import { decideDevice, findWaitingDevice } from '../../../platform/database/device-codes.ts';
import { ApiError } from '../../http/api-error.ts';
import { requireSession } from '../../http/require.ts';
import { defineRoute } from '../../http/route.ts';
import { readUserCode, showUserCode, userCodeParam } from './user-code.ts';

const notFound = (): ApiError =>
  new ApiError(
    'device-code-not-found',
    'No device waits with this code. It may have expired: begin anew there, and compare the code.',
  );

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
  errors: ['session-required'],
  handle: async ({ params, identity, services }) => {
    requireSession(identity, IN_A_BROWSER);
    const device = await findWaitingDevice(services.database, readUserCode(params.userCode));
    if (device === null) throw notFound();
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
  errors: ['session-required'],
  handle: async ({ params, body, identity, services }) => {
    requireSession(identity, IN_A_BROWSER);
    const decided = await decideDevice(services.database, readUserCode(params.userCode), {
      userId: identity.user.id,
      approved: body.approve,
    });
    if (!decided) throw notFound();
    return { status: 204 };
  },
});
