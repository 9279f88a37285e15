import { createHmac, randomBytes } from 'node:crypto';

/**
 * Standard Webhooks 1.0 (https://github.com/standard-webhooks/standard-webhooks, spec/): what is
 * signed is `id.timestamp.body`, by HMAC-SHA256 under the bytes of the secret; receivers check it
 * with any library of that specification, and refuse timestamps that are too old.
 */
const SECRET_PREFIX = 'whsec_';
/** Of 24 to 64 that the specification allows. */
const SECRET_BYTES = 32;

export const newWebhookSecret = (): string =>
  SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/** The header `webhook-id` of a delivery: the same in each attempt, so that receivers can tell. */
export const messageIdOf = (deliveryId: string): string => `msg_${deliveryId}`;

export interface MessageToSign {
  readonly deliveryId: string;
  readonly secret: string;
  readonly body: string;
}

/** The three headers. The time is that of the attempt. */
export const signMessage = (
  { deliveryId, secret, body }: MessageToSign,
  nowMs: number = Date.now(),
): Record<string, string> => {
  const id = messageIdOf(deliveryId);
  const timestamp = String(Math.floor(nowMs / 1000));
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
};
