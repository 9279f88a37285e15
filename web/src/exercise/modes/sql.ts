import { MariaSQL, PostgreSQL, sql, SQLite, StandardSQL } from '@codemirror/lang-sql';
import type { LanguageSupport } from '@codemirror/language';

export type SqlDialectName = 'sqlite' | 'postgresql' | 'mysql';

/** `mysql` is graded by MariaDB. */
const DIALECTS = { sqlite: SQLite, postgresql: PostgreSQL, mysql: MariaSQL } as const;

export const sqlMode = (dialect: SqlDialectName | null): LanguageSupport =>
  sql({ dialect: dialect === null ? StandardSQL : DIALECTS[dialect] });
