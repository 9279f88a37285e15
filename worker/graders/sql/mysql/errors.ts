import type { QueryError } from 'mysql2';
import type { SqlError, SqlStop } from '../engine.ts';
import type { SqlStatement } from '../split-statements.ts';

const SEE_MANUAL =
  '; check the manual that corresponds to your MariaDB server version for the right syntax to use';
const AT_LINE = / at line (\d+)$/;

/**
 * The server's error. A syntax error names its line within the statement: it becomes the file's.
 */
export function toSqlError(error: QueryError, statement: SqlStatement): SqlError {
  const text = error.message;
  const within = Number(AT_LINE.exec(text)?.[1] ?? 1);
  return {
    message: text.replace(SEE_MANUAL, '').replace(AT_LINE, ''),
    sqlstate: error.sqlState ?? null,
    line: statement.line + within - 1,
  };
}

/** Limits that the server keeps by itself, by its numbers of errors. */
const STOPS: ReadonlyMap<number, SqlStop> = new Map([
  // EE_OUTOFMEMORY, ER_OUTOFMEMORY, ER_OUT_OF_SORTMEMORY, ER_LOCK_TABLE_FULL
  ...[5, 1037, 1038, 1206].map((errno) => [errno, 'memory'] as const),
  // EE_WRITE, EE_DISK_FULL, ER_DISK_FULL, ER_ERROR_ON_WRITE, ER_RECORD_FILE_FULL, ER_TEMP_FILE_WRITE_FAILURE
  ...[3, 20, 1021, 1026, 1114, 1878].map((errno) => [errno, 'disk'] as const),
]);
/** ER_OPTION_PREVENTS_STATEMENT, of the option that bounds a connection's memory. */
const PREVENTED = 1290;

/** ER_GET_ERRNO with HA_ERR_GENERIC: what InnoDB says where a table's file cannot grow. */
const FAILED_IN_ENGINE = 1030;

export function stopOf({ errno, message }: QueryError): SqlStop | null {
  if (errno === FAILED_IN_ENGINE) return message.includes('error 168') ? 'disk' : null;
  if (errno === PREVENTED) return message.includes('mem-used') ? 'memory' : null;
  return STOPS.get(errno ?? 0) ?? null;
}
