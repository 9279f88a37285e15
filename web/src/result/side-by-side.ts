import { diffArrays } from 'diff';

export interface DiffRow {
  /** Null: this side has no such line. */
  readonly left: string | null;
  readonly right: string | null;
  readonly same: boolean;
}

/** What a browser shows, and a person reads, without pain. Above it there is no diff. */
const MAX_LINES = 400;
const MAX_CHARACTERS = 20_000;

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');

/** Two texts line by line; null where they are too long to be laid side by side. */
export function sideBySide(left: string, right: string): readonly DiffRow[] | null {
  if (left.length + right.length > 2 * MAX_CHARACTERS) return null;
  const [a, b] = [linesOf(left), linesOf(right)];
  if (Math.max(a.length, b.length) > MAX_LINES) return null;
  const rows: DiffRow[] = [];
  let removed: readonly string[] = [];
  let added: readonly string[] = [];
  const pairUp = (): void => {
    for (let at = 0; at < Math.max(removed.length, added.length); at++) {
      rows.push({ left: removed[at] ?? null, right: added[at] ?? null, same: false });
    }
    [removed, added] = [[], []];
  };
  for (const part of diffArrays(a, b)) {
    if (part.removed) removed = part.value;
    else if (part.added) added = part.value;
    else {
      pairUp();
      for (const line of part.value) rows.push({ left: line, right: line, same: true });
    }
  }
  pairUp();
  return rows;
}
