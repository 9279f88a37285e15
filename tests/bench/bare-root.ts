import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Docker from 'dockerode';

/**
 * Unpacks an image's file system into a folder, so that the bare process is the very interpreter,
 * with the very libraries, that runs in the cells: only the isolation differs.
 */
export async function unpackImage(image: string, folder: string): Promise<string> {
  const root = join(folder, 'root');
  await mkdir(root, { recursive: true });
  const container = await new Docker().createContainer({ Image: image, Cmd: ['true'] });
  try {
    const archive = await container.export();
    const chunks: Buffer[] = [];
    for await (const chunk of archive) chunks.push(chunk as Buffer);
    const { status, stderr } = spawnSync('tar', ['-x', '-C', root], {
      input: Buffer.concat(chunks),
    });
    if (status !== 0) throw new Error(`tar: ${stderr.toString()}`);
  } finally {
    await container.remove();
  }
  return root;
}
