import type { SqlFeedbackTable, SqlValue } from './types.ts';

/** Caps on what feedback holds of a table. */
export const FEEDBACK_ROWS = 50;
const FEEDBACK_CELL_CHARACTERS = 200;

/** Rows as learners see them, capped. */
export function feedbackTable(
  title: string,
  table: {
    readonly columns: readonly string[] | null;
    readonly rows: readonly (readonly SqlValue[])[];
    readonly truncated?: boolean;
  },
): SqlFeedbackTable {
  const shown = table.rows.slice(0, FEEDBACK_ROWS);
  const width = table.rows[0]?.length ?? 0;
  return {
    title,
    columns: table.columns ?? Array.from({ length: width }, (_, index) => `column ${index + 1}`),
    rows: shown.map((row) => row.map(cellText)),
    omittedRows: table.rows.length - shown.length,
  };
}

/** A value as text; null is NULL. */
export function cellText(value: SqlValue): string | null {
  if (value === null) return null;
  const text = String(value).replaceAll('\0', '\u2400');
  return text.length <= FEEDBACK_CELL_CHARACTERS
    ? text
    : `${text.slice(0, FEEDBACK_CELL_CHARACTERS)}…`;
}
