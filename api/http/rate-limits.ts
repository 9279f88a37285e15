import { rateLimit } from 'express-rate-limit';
import type { Request, RequestHandler } from 'express';
import type { ApiLimits, RateLimit } from '../api-limits.ts';
import { ApiError } from './api-error.ts';

/**
 * Counted in this process: a client that spreads over n API processes has n times the limit, which
 * is accepted for now. Credentials are counted twice: by address, so that nobody tries many
 * accounts, and by account, so that many addresses cannot try one. Only failures count there, so
 * that a class room behind one address can sign in.
 */
export const RATE_LIMITERS = [
  'credentialsByAddress',
  'credentialsByAccount',
  'registrationsByAddress',
  'logInsByAddress',
  'submissionsByUser',
  'joinsByUser',
  'passwordsByUser',
  'devicesByAddress',
  'devicesByUser',
  'uploadsByUser',
] as const;
export type RateLimiterName = (typeof RATE_LIMITERS)[number];
export type RateLimiters = Readonly<Record<RateLimiterName, RequestHandler>>;

const retryAfterSeconds = (req: Request, windowMs: number): number => {
  const info = (req as Request & { rateLimit?: { resetTime?: Date } }).rateLimit;
  const leftMs = (info?.resetTime?.getTime() ?? Date.now() + windowMs) - Date.now();
  return Math.max(1, Math.ceil(leftMs / 1000));
};

interface LimiterOptions {
  readonly what: string;
  /** Default: the client's address (the /56 of an IPv6 address). */
  readonly keyOf?: (req: Request) => string;
  readonly failuresOnly?: boolean;
}

const limiter = (
  { windowMs, limit }: RateLimit,
  { what, keyOf, failuresOnly = false }: LimiterOptions,
): RequestHandler =>
  rateLimit({
    windowMs,
    limit,
    skipSuccessfulRequests: failuresOnly,
    standardHeaders: false,
    legacyHeaders: false,
    // A forged X-Forwarded-For without a trusted proxy is ignored, as it should be, not reported.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    ...(keyOf === undefined ? {} : { keyGenerator: keyOf }),
    handler: (req, _res, next) => {
      const seconds = retryAfterSeconds(req, windowMs);
      next(
        new ApiError('rate-limited', `Too many ${what}. Try again in ${seconds} s.`, {
          headers: { 'Retry-After': String(seconds) },
        }),
      );
    },
  });

/** Runs after the body was checked, so `username` is a string or absent. */
const accountOf = (req: Request): string => {
  const { username } = req.body as { username?: string };
  return username ?? '';
};

const userOf = (req: Request): string => String(req.res?.locals['userId']);

export const createRateLimiters = (limits: ApiLimits): RateLimiters => ({
  credentialsByAddress: limiter(limits.credentialsByAddress, {
    what: 'failed sign-ins from this address',
    failuresOnly: true,
  }),
  credentialsByAccount: limiter(limits.credentialsByAccount, {
    what: 'failed sign-ins to this account',
    keyOf: accountOf,
    failuresOnly: true,
  }),
  registrationsByAddress: limiter(limits.registrationsByAddress, {
    what: 'registrations from this address',
  }),
  logInsByAddress: limiter(limits.logInsByAddress, { what: 'log-ins from this address' }),
  submissionsByUser: limiter(limits.submissionsByUser, { what: 'submissions', keyOf: userOf }),
  joinsByUser: limiter(limits.joinsByUser, {
    what: 'wrong join codes',
    keyOf: userOf,
    failuresOnly: true,
  }),
  passwordsByUser: limiter(limits.passwordsByUser, {
    what: 'wrong passwords',
    keyOf: userOf,
    failuresOnly: true,
  }),
  devicesByAddress: limiter(limits.devicesByAddress, { what: 'devices from this address' }),
  uploadsByUser: limiter(limits.uploadsByUser, { what: 'uploads', keyOf: userOf }),
  devicesByUser: limiter(limits.devicesByUser, {
    what: 'wrong codes',
    keyOf: userOf,
    failuresOnly: true,
  }),
});
