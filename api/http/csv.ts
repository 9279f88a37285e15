import { stringify } from 'csv-stringify/sync';

/**
 * Lines of RFC 4180; the `first` begin with a byte order mark, without which spreadsheets take UTF-8
 * for something else. What a spreadsheet would compute (`=HYPERLINK(...)` as a display name) is
 * escaped.
 */
export const csv = (
  rows: readonly (readonly (string | number | null)[])[],
  { first }: { readonly first: boolean },
): string =>
  stringify([...rows], { bom: first, escape_formulas: true, record_delimiter: 'windows' });
