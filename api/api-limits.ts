/** What one client may do in a while. Tests pass their own; the defaults are generous. */
export interface RateLimit {
  readonly windowMs: number;
  readonly limit: number;
}

export interface ApiLimits {
  /** Failed sign-ins from one address, over all accounts. */
  readonly credentialsByAddress: RateLimit;
  /** Failed sign-ins to one account, from anywhere. */
  readonly credentialsByAccount: RateLimit;
  readonly registrationsByAddress: RateLimit;
  /** Log-ins that are begun at a provider: a class room behind one address begins them together. */
  readonly logInsByAddress: RateLimit;
  readonly submissionsByUser: RateLimit;
  /** Join codes that opened nothing. */
  readonly joinsByUser: RateLimit;
  /** Wrong current passwords of who wants another one. */
  readonly passwordsByUser: RateLimit;
  /** Command lines that ask to be approved. */
  readonly devicesByAddress: RateLimit;
  /** Codes of devices that were none. */
  readonly devicesByUser: RateLimit;
  /** Archives of exercises, which cost time to unpack and check. */
  readonly uploadsByUser: RateLimit;
  /** Submissions of one user that are neither graded nor failed. */
  readonly unfinishedSubmissionsPerUser: number;
  /** How long a device waits between two polls. */
  readonly devicePollSeconds: number;
  readonly streamsPerUser: number;
  readonly tokensPerUser: number;
  /** The oldest session of a user ends when one more begins. */
  readonly sessionsPerUser: number;
}

const MINUTE_MS = 60_000;

export const DEFAULT_API_LIMITS: ApiLimits = {
  credentialsByAddress: { windowMs: 15 * MINUTE_MS, limit: 100 },
  credentialsByAccount: { windowMs: 15 * MINUTE_MS, limit: 20 },
  registrationsByAddress: { windowMs: 60 * MINUTE_MS, limit: 200 },
  logInsByAddress: { windowMs: 15 * MINUTE_MS, limit: 1000 },
  submissionsByUser: { windowMs: MINUTE_MS, limit: 600 },
  joinsByUser: { windowMs: 60 * MINUTE_MS, limit: 30 },
  passwordsByUser: { windowMs: 15 * MINUTE_MS, limit: 20 },
  devicesByAddress: { windowMs: 60 * MINUTE_MS, limit: 200 },
  devicesByUser: { windowMs: 60 * MINUTE_MS, limit: 30 },
  uploadsByUser: { windowMs: 10 * MINUTE_MS, limit: 60 },
  devicePollSeconds: 2,
  unfinishedSubmissionsPerUser: 100,
  streamsPerUser: 20,
  tokensPerUser: 50,
  sessionsPerUser: 20,
};
