type Row = readonly (string | null)[];

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface TableDifferences {
  /** `row:column` from 0, of names `-1:column`: see DataTable. */
  readonly expected: ReadonlySet<string>;
  readonly actual: ReadonlySet<string>;
}

/** At most FEEDBACK_ROWS of grading/kinds/sql come; each stray row is held against each. */
const MAX_STRAY_ROWS = 60;

/**
 * The cells in which two tables differ. Rows that both have count as equal wherever they stand;
 * the others are held against the one that is most like them. Where both have the same rows, it can
 * only be their order.
 */
export function tableDifferences(expected: Table, actual: Table): TableDifferences {
  const marks = { expected: new Set<string>(), actual: new Set<string>() };
  markNames(expected.columns, actual.columns, marks);
  const [missing, stray] = withoutPartner(expected.rows, actual.rows);
  if (missing.length === 0 && stray.length === 0) {
    expected.rows.forEach((row, at) => {
      const other = actual.rows[at];
      if (other !== undefined && !sameRow(row, other)) markCells([at, row], [at, other], marks);
    });
    return marks;
  }
  const left = stray.slice(0, MAX_STRAY_ROWS);
  for (const row of missing.slice(0, MAX_STRAY_ROWS)) {
    const [best] = left.splice(mostAlike(row[1], left), 1);
    if (best === undefined) markWhole(row, marks.expected);
    else markCells(row, best, marks);
  }
  for (const row of left) markWhole(row, marks.actual);
  return marks;
}

type Placed = readonly [at: number, row: Row];
interface Marks {
  readonly expected: Set<string>;
  readonly actual: Set<string>;
}

function markNames(a: readonly string[], b: readonly string[], marks: Marks): void {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    if (a[at]?.toLowerCase() === b[at]?.toLowerCase()) continue;
    marks.expected.add(`-1:${at}`);
    marks.actual.add(`-1:${at}`);
  }
}

function markCells([at, row]: Placed, [otherAt, other]: Placed, marks: Marks): void {
  for (let column = 0; column < Math.max(row.length, other.length); column++) {
    if (sameValue(row[column], other[column])) continue;
    marks.expected.add(`${at}:${column}`);
    marks.actual.add(`${otherAt}:${column}`);
  }
}

const markWhole = ([at, row]: Placed, marks: Set<string>): void =>
  row.forEach((_, column) => marks.add(`${at}:${column}`));

function withoutPartner(a: readonly Row[], b: readonly Row[]): [Placed[], Placed[]] {
  const left: Placed[] = b.map((row, at) => [at, row] as const);
  const missing = a
    .map((row, at) => [at, row] as const)
    .filter(([, row]) => {
      const partner = left.findIndex(([, other]) => sameRow(row, other));
      if (partner !== -1) left.splice(partner, 1);
      return partner === -1;
    });
  return [missing, left];
}

/** Index of the row that shares most cells; the first of equals. */
function mostAlike(row: Row, rows: readonly Placed[]): number {
  const likeness = rows.map(
    ([, other]) => row.filter((value, at) => sameValue(value, other[at])).length,
  );
  return likeness.indexOf(Math.max(...likeness));
}

const sameRow = (a: Row, b: Row): boolean =>
  a.length === b.length && a.every((value, at) => sameValue(value, b[at]));

/** `1.50` is 1.5: engines write the same number in their own ways. */
function sameValue(a: string | null | undefined, b: string | null | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'string' || typeof b !== 'string' || a.trim() === '' || b.trim() === '')
    return false;
  return Number(a) === Number(b) && Math.abs(Number(a)) <= Number.MAX_SAFE_INTEGER;
}
