import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds package.json. Found by walking up, because the compiled code in dist/ lies
 * one level deeper than its source and both need prisma/, sandbox-images/ and exercises/.
 */
const findRepoRoot = (start: string): string => {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json in or above ${start}.`);
    folder = parent;
  }
  return folder;
};

export const repoRoot: string = findRepoRoot(dirname(fileURLToPath(import.meta.url)));
export const migrationsDir: string = join(repoRoot, 'prisma', 'migrations');
export const prismaSchemaPath: string = join(repoRoot, 'prisma', 'schema.prisma');
/** What `vite build` makes of web/; absent where it was not built. */
export const webDir: string = join(repoRoot, 'dist', 'web');
