import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';

/** A process for a test to interrupt: starts a PostgreSQL in the folder given, and stays. */
const { url } = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' });
process.stdout.write(`${url}\n`);
setInterval(() => undefined, 60_000);
