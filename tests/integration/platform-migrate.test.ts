import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { migrateDatabase } from '../../platform/database/migrate.ts';
import { readMigrations } from '../../platform/database/migration-files.ts';
import { schemaDriftSql } from '../../platform/database/schema-drift.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { createEmptyDatabase } from '../support/database.ts';
import type { CreatedDatabase } from '../support/database.ts';

const SETUP_TIMEOUT_MS = 60_000;

describe('migrating', () => {
  let empty: CreatedDatabase;
  beforeAll(async () => {
    empty = await createEmptyDatabase();
  }, SETUP_TIMEOUT_MS);
  afterAll(() => empty.drop());

  const recorded = async () => {
    const client = new pg.Client(empty.url);
    await client.connect();
    const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
         FROM _prisma_migrations ORDER BY migration_name`,
    );
    await client.end();
    return rows;
  };

  test('an empty database, from several processes at once: each migration once', async () => {
    const names = (await readMigrations()).migrationDirectories.map(({ path }) => path);
    const messages: string[] = [];
    const onProgress = (message: string): void => void messages.push(message);
    const applied = await Promise.all(
      [1, 2, 3].map(() => migrateDatabase(empty.url, { onProgress })),
    );
    expect(applied.flat()).toEqual(names);
    expect(messages).toHaveLength(1);
    expect(await migrateDatabase(empty.url)).toEqual([]);
  });

  test("the record is Prisma's own: `prisma migrate deploy` finds nothing to do", async () => {
    const { migrationDirectories } = await readMigrations();
    const expected = migrationDirectories.map(({ path, migrationFile }) => {
      const sql = migrationFile.content.tag === 'ok' ? migrationFile.content.value : '';
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { name: path, checksum, finished: true };
    });
    expect(await recorded()).toEqual(expected);
  });

  test('the migrations lead to the schema: there is nothing left to migrate', async () => {
    expect(await schemaDriftSql(empty.url)).toBe('');
  });

  test('what a newer program has migrated is used as it is, and told', async () => {
    const before = await recorded();
    const later = '20991231235959_of_the_future';
    const database = openDatabase(empty.url);
    await database.pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
       VALUES ('future', 'none', $1, now())`,
      [later],
    );
    const newer: string[] = [];
    const onNewer = (migrations: readonly string[]): void => void newer.push(...migrations);
    expect(await migrateDatabase(empty.url, { onNewer })).toEqual([]);
    expect(newer).toEqual([later]);

    const lacking = before.at(-1)?.name;
    const remove = 'DELETE FROM _prisma_migrations WHERE migration_name = $1';
    await database.pool.query(remove, [lacking]);
    const refusal = new RegExp(`does not know \\(${later}\\) and lacks some .*${String(lacking)}`);
    await expect(migrateDatabase(empty.url)).rejects.toThrow(refusal);
    expect(await recorded()).toHaveLength(before.length);
    await database.close();
  });

  test('a difference between database and schema is seen', async () => {
    const database = openDatabase(empty.url);
    await database.pool.query('ALTER TABLE "Submission" DROP COLUMN verdict');
    expect(await schemaDriftSql(empty.url)).toContain('ADD COLUMN     "verdict" TEXT');
    await database.close();
  });
});
