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
  readonly submissionsByUser: RateLimit;
  /** Join codes that opened nothing. */
  readonly joinsByUser: RateLimit;
  /** Wrong current passwords of who wants another one. */
  readonly passwordsByUser: RateLimit;
  readonly passwordsByAddress: RateLimit;
  /** Command lines that ask to be approved. */
  readonly devicesByAddress: RateLimit;
  /** Questions of such command lines whether they are approved. */
  readonly devicePollsByAddress: RateLimit;
  /** Codes of devices that were none. */
  readonly devicesByUser: RateLimit;
  /** Archives of exercises, which cost time to unpack and check. */
  readonly uploadsByUser: RateLimit;
  /** Hooks made, changed, tried: each looks up a name. */
  readonly webhooksByUser: RateLimit;
  /** Submissions of one user that are neither graded nor failed. */
  readonly unfinishedSubmissionsPerUser: number;
  /** Submissions of everybody that wait: above this, no more are taken. */
  readonly queuedSubmissions: number;
  /** How long a device waits between two polls. */
  readonly devicePollSeconds: number;
  /** Open event streams; those of an address, and all, are counted in one process. */
  readonly streamsPerUser: number;
  readonly streamsPerAddress: number;
  readonly streams: number;
  readonly tokensPerUser: number;
  readonly webhooksPerUser: number;
  /** The oldest session of a user ends when one more begins. */
  readonly sessionsPerUser: number;
}

const MINUTE_MS = 60_000;

export const DEFAULT_API_LIMITS: ApiLimits = {
  credentialsByAddress: { windowMs: 15 * MINUTE_MS, limit: 100 },
  credentialsByAccount: { windowMs: 15 * MINUTE_MS, limit: 20 },
  registrationsByAddress: { windowMs: 60 * MINUTE_MS, limit: 600 },
  submissionsByUser: { windowMs: MINUTE_MS, limit: 600 },
  joinsByUser: { windowMs: 60 * MINUTE_MS, limit: 30 },
  passwordsByUser: { windowMs: 15 * MINUTE_MS, limit: 20 },
  passwordsByAddress: { windowMs: 15 * MINUTE_MS, limit: 100 },
  devicePollsByAddress: { windowMs: MINUTE_MS, limit: 3000 },
  devicesByAddress: { windowMs: 60 * MINUTE_MS, limit: 200 },
  devicesByUser: { windowMs: 60 * MINUTE_MS, limit: 30 },
  uploadsByUser: { windowMs: 10 * MINUTE_MS, limit: 60 },
  webhooksByUser: { windowMs: 10 * MINUTE_MS, limit: 120 },
  devicePollSeconds: 2,
  unfinishedSubmissionsPerUser: 100,
  queuedSubmissions: 5000,
  streamsPerUser: 20,
  streamsPerAddress: 1000,
  streams: 4000,
  tokensPerUser: 50,
  webhooksPerUser: 20,
  sessionsPerUser: 20,
};
