import { dirname } from 'node:path';
import { prismaSchemaPath } from '../config/paths.ts';
import { readSchema } from './migration-files.ts';
import { diffSql, withSchemaEngine } from './schema-engine.ts';

/**
 * The SQL that leads from the database at `url`, as it is, to prisma/schema.prisma; empty where
 * they agree. On a database that has just been migrated: what the next migration must do.
 */
export const schemaDriftSql = async (url: string): Promise<string> => {
  const schema = await readSchema();
  const configDir = dirname(prismaSchemaPath);
  return withSchemaEngine(url, (engine) =>
    diffSql(
      engine,
      { tag: 'schemaDatasource', configDir, ...schema },
      { tag: 'schemaDatamodel', ...schema },
    ),
  );
};
