import { defineConfig } from 'prisma/config';

/** For Prisma's own command line; Assay itself migrates by platform/database/migrate.ts. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://localhost/assay' },
});
