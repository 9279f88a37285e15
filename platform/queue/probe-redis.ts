import { Redis } from 'ioredis';

const TIMEOUT_MS = 5_000;

/** The fields of Redis's INFO (https://redis.io/docs/latest/commands/info/). Rejects with the reason. */
export const probeRedis = async (url: string): Promise<ReadonlyMap<string, string>> => {
  const client = new Redis(url, {
    ...{ lazyConnect: true, connectTimeout: TIMEOUT_MS, commandTimeout: TIMEOUT_MS },
    ...{ maxRetriesPerRequest: 0, retryStrategy: () => null },
  });
  // The reason, which the rejected command does not tell.
  const errors: unknown[] = [];
  client.on('error', (error) => errors.push(error));
  try {
    await client.connect();
    const lines = (await client.info()).split('\r\n');
    return new Map(lines.map((line) => line.split(':', 2) as [string, string]));
  } catch (error) {
    throw errors[0] ?? error;
  } finally {
    client.disconnect();
  }
};
