import { chosenPassword, count, label, nullable, object, time, uuid } from './schema-parts.ts';

/** Of a user's own account: password, sessions, and command lines that ask for a token. */
export const updateMeRequestSchema = object({ displayName: label });

export const changePasswordRequestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['currentPassword', 'newPassword'],
  properties: {
    currentPassword: { type: 'string', maxLength: 200 },
    newPassword: chosenPassword,
    revokeTokens: {
      type: 'boolean',
      description: 'Whether the tokens of command lines end, too. Default false.',
    },
  },
} as const;

export const changedPasswordSchema = object({
  endedSessions: { ...count, description: 'Of other browsers; this one stays signed in.' },
  revokedTokens: count,
});

export const sessionListItemSchema = object({
  id: uuid,
  client: {
    ...nullable({ type: 'string' }),
    description: 'Browser and system, as they call themselves: `Firefox 140 on Linux`.',
  },
  createdAt: time,
  lastUsedAt: { ...nullable(time), description: 'To the minute; null: from before it was noted.' },
  expiresAt: time,
  current: { type: 'boolean', description: 'The one that asks.' },
});
export const endedSessionsSchema = object({ ended: count });

/** OpenID Connect. */
export const providerSchema = object({
  id: { type: 'string' },
  title: { ...label, description: 'For the button.' },
});
export const beginLogInRequestSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    next: {
      type: 'string',
      maxLength: 2000,
      description: 'A path of the web pages to go on to. Default: the home page.',
    },
  },
} as const;
export const begunLogInSchema = object({ authorizationUrl: { type: 'string' } });
export const signInWaysSchema = object({
  hasPassword: { type: 'boolean' },
  providers: {
    type: 'array',
    items: object({ title: { type: 'string' }, createdAt: time, lastUsedAt: time }),
  },
});

export const createDeviceCodeRequestSchema = object({
  clientName: { ...label, description: 'What asks, as its user will know it: `assay on laptop`.' },
});

export const deviceCodeSchema = object({
  deviceCode: { type: 'string', description: 'A secret: what the device polls with.' },
  userCode: { type: 'string', description: 'What the user compares, or types: `BCDF-GHJK`.' },
  verificationUrl: { type: 'string', description: 'Where the user types it.' },
  verificationUrlComplete: { type: 'string', description: 'The same with the code filled in.' },
  expiresInSeconds: { type: 'integer' },
  intervalSeconds: { type: 'integer', description: 'Between two polls, at least.' },
});

export const deviceTokenRequestSchema = object({
  deviceCode: { type: 'string', maxLength: 100 },
});

export const waitingDeviceSchema = object({
  userCode: { type: 'string' },
  clientName: { type: 'string' },
  address: { type: 'string', description: 'Where the request came from.' },
  createdAt: time,
  expiresAt: time,
});

export const decideDeviceRequestSchema = object({ approve: { type: 'boolean' } });
