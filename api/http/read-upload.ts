import type { Request } from 'express';
import { ApiError } from './api-error.ts';

const MIB = 1024 * 1024;
/** Bodies in memory at one time. */
const MAX_UPLOADS_AT_ONCE = 4;
const RETRY_AFTER_SECONDS = 5;

interface UploadLimits {
  readonly mediaTypes: readonly string[];
  readonly maxBytes: number;
}

let uploads = 0;

/**
 * The bytes of a body that is no JSON, at most `maxBytes` of them: refused by what the client
 * announces where it does, and else as soon as more have come.
 */
export async function readUpload(req: Request, limits: UploadLimits): Promise<Buffer> {
  const { mediaTypes, maxBytes } = limits;
  const type = req.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!mediaTypes.includes(type)) {
    throw new ApiError('unsupported-media-type', `Send it as one of ${mediaTypes.join(', ')}.`);
  }
  if (Number(req.get('content-length') ?? 0) > maxBytes) throw tooLarge(req, maxBytes);
  if (uploads >= MAX_UPLOADS_AT_ONCE) {
    throw new ApiError('rate-limited', 'Others are uploading at the moment. Try again soon.', {
      headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
    });
  }
  uploads += 1;
  try {
    return await collect(req, maxBytes);
  } finally {
    uploads -= 1;
  }
}

async function collect(req: Request, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Left early, it must not be destroyed: the answer goes out over the same connection.
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      const bytes = chunk as Buffer;
      length += bytes.length;
      if (length > maxBytes) break;
      chunks.push(bytes);
    }
  } catch {
    throw new ApiError('bad-request', 'The body broke off. Send it again.');
  }
  if (length > maxBytes) throw tooLarge(req, maxBytes);
  return Buffer.concat(chunks, length);
}

/** What is still on its way is not waited for: the connection ends with the answer. */
const tooLarge = (req: Request, maxBytes: number): ApiError => {
  req.resume();
  return new ApiError('body-too-large', `The limit here is ${maxBytes / MIB} MiB. Send less.`, {
    headers: { Connection: 'close' },
  });
};
