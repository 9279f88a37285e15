import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CliError, EXIT } from './cli-error.ts';

/** All of the text to a file, or nothing of it: what stood there stays until the last byte came. */
export async function saveText(path: string, chunks: AsyncIterable<string>): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await pipeline(Readable.from(chunks), createWriteStream(draft, { flags: 'wx' }));
    await rename(draft, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof CliError || code === undefined || code === 'ABORT_ERR') throw error;
    const remedy = 'Name another with --out FILE.';
    throw new CliError(`The file ${path} cannot be written (${code}).`, EXIT.usage, remedy);
  } finally {
    await rm(draft, { force: true });
  }
}
