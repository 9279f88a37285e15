/**
 * Every error the API can answer with: the only place where a code, its status and its explanation
 * stand. The error handler, the OpenAPI document and the page of errors are made from this table.
 * Codes are stable: clients branch on them.
 */
interface ErrorCodeEntry {
  readonly status: number;
  readonly title: string;
  /** What it means and what the client can do, for the page of errors. */
  readonly explanation: string;
}

export const ERROR_CODES = {
  'invalid-json': {
    status: 400,
    title: 'The body is not JSON',
    explanation: 'The body could not be parsed. `detail` names line and column of the first fault.',
  },
  'invalid-parameter': {
    status: 400,
    title: 'A parameter is wrong',
    explanation:
      'A query parameter or a header has a value that this route does not take. `errors` names it: `?limit` is a query parameter, `Idempotency-Key` a header.',
  },
  'bad-request': {
    status: 400,
    title: 'The request is malformed',
    explanation: 'The URL or the framing of the request is broken, e.g. by a wrong percent-escape.',
  },
  'invalid-credentials': {
    status: 401,
    title: 'Wrong username or password',
    explanation: 'No account has this username and this password together. Check both.',
  },
  'invalid-token': {
    status: 401,
    title: 'The token is not valid',
    explanation:
      'The bearer token is unknown or was revoked. Make a new one with `assay login` or POST /api/v1/tokens.',
  },
  unauthenticated: {
    status: 401,
    title: 'Sign in first',
    explanation:
      'This route needs a signed-in user: send a bearer token, or the session cookie of POST /api/v1/sessions. A session may have ended.',
  },
  'csrf-token-invalid': {
    status: 403,
    title: 'The CSRF token is missing or wrong',
    explanation:
      'A request that changes something and is authenticated by cookie needs the header X-CSRF-Token with the `csrfToken` of GET /api/v1/sessions/current.',
  },
  'origin-rejected': {
    status: 403,
    title: 'Another site sent this request',
    explanation:
      'The browser says that the request comes from another origin. Call the API from its own origin, or with a bearer token. Behind a proxy, set ASSAY_PUBLIC_URL.',
  },
  'role-required': {
    status: 403,
    title: 'Your role does not suffice',
    explanation:
      'This is for instructors or admins; `detail` says for whom. An admin can give you the role.',
  },
  'route-not-found': {
    status: 404,
    title: 'No such address',
    explanation: 'Nothing answers at this path. GET /api/v1/docs lists every route.',
  },
  'exercise-not-found': {
    status: 404,
    title: 'No such exercise',
    explanation:
      'No published exercise has this id; instructors find hidden ones, too. GET /api/v1/exercises lists them.',
  },
  'version-not-found': {
    status: 404,
    title: 'No such version',
    explanation:
      'The exercise has no version with this content hash. GET /api/v1/exercises/{id}/versions lists them.',
  },
  'verification-not-found': {
    status: 404,
    title: 'No such verification',
    explanation: 'No verification has this id; of each version, the newest ones are kept.',
  },
  'nothing-to-verify': {
    status: 409,
    title: 'The version has no solutions here',
    explanation:
      'The server has no solutions of this version: it is from before they were kept. Upload its folder, or restart the server with it.',
  },
  'too-many-verifications': {
    status: 429,
    title: 'Too many verifications at one time',
    explanation: 'As many as may are queued or running. Wait until some are finished.',
  },
  'upload-rejected': {
    status: 422,
    title: 'The exercise cannot be taken',
    explanation:
      'The archive, or the exercise folder in it, has mistakes. `problems` lists all of them with file, line and remedy. Nothing was stored.',
  },
  'submission-not-found': {
    status: 404,
    title: 'No such submission',
    explanation: 'You have no submission with this id. GET /api/v1/submissions lists yours.',
  },
  'cohort-not-found': {
    status: 404,
    title: 'No such cohort',
    explanation:
      'You are in no cohort with this id, or are no instructor of it where one is needed. GET /api/v1/cohorts lists yours.',
  },
  'join-code-not-found': {
    status: 404,
    title: 'No cohort has this join code',
    explanation: 'The code is wrong, or the instructor has replaced it. Ask for the current one.',
  },
  'failure-not-found': {
    status: 404,
    title: 'No such failed submission',
    explanation:
      'No submission with this id has failed; it may have been run again. GET /api/v1/failures lists them.',
  },
  'rejudge-not-found': {
    status: 404,
    title: 'No such rejudge',
    explanation: 'You have made no rejudge with this id. GET /api/v1/rejudges lists yours.',
  },
  'rejudge-not-ready': {
    status: 409,
    title: 'The rejudge cannot do this now',
    explanation:
      'It is still grading, or was applied or discarded already. Read its `state`, and wait while it is `grading`.',
  },
  'nothing-to-rejudge': {
    status: 409,
    title: 'No submission matches',
    explanation:
      'No graded submission of your learners matches the filter. Widen it; GET /api/v1/rejudges/matches counts.',
  },
  'rejudge-too-large': {
    status: 409,
    title: 'Too many submissions for one rejudge',
    explanation: 'Narrow the filter, e.g. by time, and make several rejudges. Nothing was queued.',
  },
  'webhook-not-found': {
    status: 404,
    title: 'No such hook',
    explanation: 'You have no webhook with this id. GET /api/v1/webhooks lists yours.',
  },
  'delivery-not-found': {
    status: 404,
    title: 'No such delivery',
    explanation:
      'The hook was told nothing with this id; deliveries are kept for 30 days. GET /api/v1/webhooks/{id}/deliveries lists them.',
  },
  'webhook-url-refused': {
    status: 422,
    title: 'No message may go to this address',
    explanation:
      'Webhooks go to https addresses on the public internet. For a receiver inside, ask the operator to set ASSAY_WEBHOOK_ALLOW.',
  },
  'webhook-disabled': {
    status: 409,
    title: 'The hook is switched off',
    explanation: 'Switch it on with PATCH /api/v1/webhooks/{id}; its `note` may say why it is off.',
  },
  'too-many-webhooks': {
    status: 409,
    title: 'Too many hooks',
    explanation: 'You have as many webhooks as one account may have. Delete one first.',
  },
  'user-not-found': {
    status: 404,
    title: 'No such user',
    explanation: 'No account has this id. GET /api/v1/users lists them.',
  },
  'member-not-found': {
    status: 404,
    title: 'No such member',
    explanation: 'Nobody of this cohort has this id. GET /api/v1/cohorts/{id}/members lists them.',
  },
  'token-not-found': {
    status: 404,
    title: 'No such token',
    explanation: 'You have no active token with this id. GET /api/v1/tokens lists yours.',
  },
  'session-not-found': {
    status: 404,
    title: 'No such session',
    explanation: 'You have no session with this id. GET /api/v1/sessions lists yours.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take this method',
    explanation: 'The header Allow lists the methods that this path takes.',
  },
  'username-taken': {
    status: 409,
    title: 'The username is taken',
    explanation: 'Somebody else has this username. Choose another.',
  },
  'authorization-pending': {
    status: 400,
    title: 'The user has not decided yet',
    explanation: 'Poll again after the interval, until the code expires (RFC 8628, 3.5).',
  },
  'slow-down': {
    status: 400,
    title: 'Polled too often',
    explanation: 'Wait for the interval between two polls (RFC 8628, 3.5).',
  },
  'provider-not-found': {
    status: 404,
    title: 'No such provider',
    explanation: 'Nobody can sign in with this. GET /api/v1/auth/providers lists the providers.',
  },
  'log-in-expired': {
    status: 400,
    title: 'This log-in is over',
    explanation:
      'The browser that comes back from a provider is not the one that began the log-in, or it took longer than ten minutes, or it was finished before. Begin anew.',
  },
  'log-in-refused': {
    status: 403,
    title: 'The provider did not sign you in',
    explanation: 'You, or the provider, broke the log-in off. Begin anew, or sign in another way.',
  },
  'log-in-rejected': {
    status: 403,
    title: 'The answer of the provider does not hold',
    explanation:
      'Its signature, its issuer, its nonce or its code is not what it must be. Begin anew; if it stays so, tell the operator the request id: the log says what is wrong.',
  },
  'no-password': {
    status: 409,
    title: 'The account has no password',
    explanation: 'A provider signs you in, and keeps your password, if there is one.',
  },
  'access-denied': {
    status: 400,
    title: 'The user refused',
    explanation: 'The device gets no token. The code is used up; begin anew if that was a mistake.',
  },
  'expired-device-code': {
    status: 400,
    title: 'The code has expired',
    explanation: 'The code is unknown, too old, or was used already. Begin anew.',
  },
  'device-code-not-found': {
    status: 404,
    title: 'No device waits with this code',
    explanation: 'The code is mistyped, was decided already, or has expired. Begin anew there.',
  },
  'device-code-decided': {
    status: 409,
    title: 'The code was decided already',
    explanation: 'You have approved or refused it; `detail` says which. A code is decided once.',
  },
  'session-required': {
    status: 403,
    title: 'Only in a browser',
    explanation: 'This needs a signed-in browser session; a bearer token does not suffice.',
  },
  'wrong-password': {
    status: 403,
    title: 'The current password is wrong',
    explanation: 'Whoever changes a password proves the one that there is. Nothing was changed.',
  },
  'too-many-tokens': {
    status: 409,
    title: 'Too many tokens',
    explanation: 'You have as many active tokens as one account may have. Revoke one first.',
  },
  'account-disabled': {
    status: 403,
    title: 'The account is disabled',
    explanation:
      'An admin has disabled it; what was handed in stays. An admin can enable it again.',
  },
  'password-change-required': {
    status: 403,
    title: 'Choose your own password first',
    explanation:
      'You have signed in with a temporary password that an admin gave out. PUT /api/v1/users/me/password in a browser session; the website asks for it.',
  },
  'temporary-password-expired': {
    status: 403,
    title: 'The temporary password has expired',
    explanation: 'It was good for three days. An admin can reset the password again.',
  },
  'own-account': {
    status: 409,
    title: 'Not to your own account',
    explanation:
      'Nobody disables the account that they use, or resets its password: ask another admin, or change your password on the account page.',
  },
  'last-admin': {
    status: 409,
    title: 'There must be an admin',
    explanation:
      'The only admin who can sign in keeps role and account until there is another one.',
  },
  'last-instructor': {
    status: 409,
    title: 'A cohort needs an instructor',
    explanation: 'The only instructor cannot leave a cohort. Archive the cohort instead.',
  },
  'member-not-instructor': {
    status: 409,
    title: 'The member is no instructor',
    explanation:
      'An instructor of a cohort needs an account with that role. An admin gives it; then try again.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    explanation: 'The body is larger than this route takes. `detail` names the limit.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body has the wrong type',
    explanation:
      'Send the body as UTF-8 JSON with the header `Content-Type: application/json`; where an archive is uploaded, with the type of the archive. `detail` says which.',
  },
  'validation-failed': {
    status: 422,
    title: 'The body has wrong fields',
    explanation:
      'The body is JSON, but not what this route takes. `errors` names each field at fault by JSON Pointer and says what to do. Nothing was changed.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key belongs to another request',
    explanation:
      'This key was already sent with different content. Make a new key for each new submission; repeat a key only with the very same body.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    explanation: 'Wait for the seconds in Retry-After, then try again.',
  },
  'too-many-unfinished': {
    status: 429,
    title: 'Too many submissions at one time',
    explanation:
      'You have as many ungraded submissions as one learner may have. Wait for a result.',
  },
  'too-many-streams': {
    status: 429,
    title: 'Too many open event streams',
    explanation:
      'You, or all behind your address, have as many open event streams as may be. Close one first.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request came too slowly',
    explanation:
      'Headers or body were not complete in time, and the connection was closed. Send the request again, over a better connection.',
  },
  'url-too-long': {
    status: 414,
    title: 'The address is too long',
    explanation: 'No address of this API is that long. Check what was put into the query.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    explanation:
      'Request line and headers together have a limit of 16 KiB. Usually cookies are to blame: delete those of this site.',
  },
  'internal-error': {
    status: 500,
    title: 'Something broke on our side',
    explanation:
      'The fault is ours and is logged. Tell the operator the request id (header X-Request-Id).',
  },
  'queue-full': {
    status: 503,
    title: 'The queue is full',
    explanation:
      'As many submissions wait as may (ASSAY_QUEUED_SUBMISSIONS). Nothing was stored: send it again, with the same Idempotency-Key, after the seconds in Retry-After.',
  },
  'too-busy': {
    status: 503,
    title: 'Too much at one time',
    explanation: 'More is asked of this server than it can do now. Try again after Retry-After.',
  },
  'not-ready': {
    status: 503,
    title: 'Not ready',
    explanation: 'A part that the API needs does not answer yet. `checks` says which.',
  },
  'provider-unavailable': {
    status: 503,
    title: 'The provider does not answer',
    explanation:
      'The provider of the log-in cannot be reached, or does not answer as OpenID Connect says. Try again later; other ways to sign in work meanwhile.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The database does not answer',
    explanation: 'The database cannot be reached at the moment. Try again after Retry-After.',
  },
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Where the page of errors stands; `type` of a problem points into it. */
export const ERROR_PAGE_PATH = '/api/v1/docs/errors';
