import { ARCHIVE_LIMITS } from '../folder-rules.ts';
import type { ArchiveFiles } from './archive-files.ts';

/** Bytes of a stream. @throws where there are more than were announced. */
export async function collect(stream: AsyncIterable<unknown>, size: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > size) throw new Error('A file is longer than its entry says.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, length);
}

/** A stage of a pipeline: lets bytes through while what is unpacked stays within bounds. */
export const watchSize = (found: ArchiveFiles, sentBytes: number, limit: number) => {
  const meter = new InflationMeter(found, sentBytes, limit);
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      meter.add(chunk.length);
      yield chunk;
    }
  };
};

/** Counts what an archive swells to. */
export class InflationMeter {
  private bytes = 0;
  private readonly found: ArchiveFiles;
  private readonly sentBytes: number;
  private readonly limit: number;

  constructor(found: ArchiveFiles, sentBytes: number, limit: number) {
    this.found = found;
    this.sentBytes = sentBytes;
    this.limit = limit;
  }

  /** @throws ArchiveFull past a bound. */
  add(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > this.limit) {
      this.found.stop(`The archive unpacks to more than ${this.limit / 1024 / 1024} MiB.`);
    }
    const { ratio, ratioFromBytes } = ARCHIVE_LIMITS;
    if (this.bytes > ratioFromBytes && this.bytes > this.sentBytes * ratio) {
      this.found.stop(`The archive unpacks to more than ${ratio} times its size.`);
    }
  }
}
