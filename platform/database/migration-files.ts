import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { migrationsDir, prismaSchemaPath } from '../config/paths.ts';
import { errorCode } from '../error-code.ts';

const LOCK_FILE = 'migration_lock.toml';
const SQL_FILE = 'migration.sql';

const readOrNull = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
};

/** prisma/migrations in the form that Prisma's engine wants: it reads no files itself. */
export const readMigrations = async (folder = migrationsDir): Promise<MigrationList> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => {
      const value = await readFile(join(folder, name, SQL_FILE), 'utf8');
      return {
        path: name,
        migrationFile: { path: SQL_FILE, content: { tag: 'ok' as const, value } },
      };
    }),
  );
  const lockfile = { path: LOCK_FILE, content: await readOrNull(join(folder, LOCK_FILE)) };
  return { baseDir: folder, lockfile, shadowDbInitScript: '', migrationDirectories };
};

export const readSchema = async (): Promise<{ files: { path: string; content: string }[] }> => ({
  files: [{ path: prismaSchemaPath, content: await readFile(prismaSchemaPath, 'utf8') }],
});
