import {
  createDeviceCodeRequestSchema,
  deviceCodeSchema,
} from '../../../grading/resource/account-schemas.ts';
import type {
  CreateDeviceCodeRequest,
  DeviceCodeResource,
} from '../../../grading/resource/resources.ts';
import { createDeviceCode } from '../../../platform/database/device-codes.ts';
import { publicOrigin } from '../../http/public-origin.ts';
import { defineRoute } from '../../http/route.ts';
import { hashSecret, newSecret } from '../../http/secrets.ts';
import { newUserCode, showUserCode } from './user-code.ts';

const LIFETIME_MS = 10 * 60 * 1000;
const MS_PER_S = 1000;

/**
 * The device authorization grant of RFC 8628, in this API's own form: JSON bodies, camelCase, and
 * problems whose codes are the RFC's error codes with hyphens (3.5). There are no clients to be
 * registered, and what is granted is an ordinary token of the user's.
 */
export const createDeviceCodeRoute = defineRoute<{
  auth: 'public';
  body: CreateDeviceCodeRequest;
  answer: DeviceCodeResource;
}>({
  method: 'post',
  path: '/devices',
  operationId: 'createDeviceCode',
  tag: 'Devices',
  summary: 'Ask for a token that the user approves in a browser',
  description:
    'Show `userCode` and `verificationUrlComplete` to the user, then poll POST /devices/token.',
  auth: 'public',
  limitedBy: ['devicesByAddress'],
  body: createDeviceCodeRequestSchema,
  replies: { 201: { description: 'The codes.', schema: deviceCodeSchema } },
  errors: [],
  handle: async ({ req, body, services }) => {
    const deviceCode = newSecret();
    const { userCode } = await createDeviceCode(services.database, {
      deviceHash: hashSecret(deviceCode),
      userCode: newUserCode(),
      clientName: body.clientName,
      address: req.ip ?? '',
      lifetimeMs: LIFETIME_MS,
    });
    const verificationUrl = `${publicOrigin(req, services.publicUrl)}/device`;
    const shown = showUserCode(userCode);
    return {
      status: 201,
      body: {
        deviceCode,
        userCode: shown,
        verificationUrl,
        verificationUrlComplete: `${verificationUrl}?code=${shown}`,
        expiresInSeconds: LIFETIME_MS / MS_PER_S,
        intervalSeconds: services.limits.devicePollSeconds,
      },
    };
  },
});
