import { join } from 'node:path';
import { repoRoot } from '../../platform/config/paths.ts';

/** Where the launcher compiled to: services run from here, whatever runs the command line. */
export const distDir: string = join(repoRoot, 'dist');
