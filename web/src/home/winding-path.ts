/**
 * The map's geometry, in cells: stops stand five to a row, and each second row runs backwards, so
 * that the path never jumps. On a narrow screen CSS lays the same stops out in one column.
 */
const COLUMNS = 5;
/** Where in its cell's height a stop's dot is centred; home.css has the same in --dot-centre. */
const DOT_CENTRE = 0.25;
/** How far the path swings out where it turns into the next row. */
const SWING = 0.62;

export const rowsOf = (count: number): number => Math.ceil(count / COLUMNS);

export function placeOf(index: number): { readonly column: number; readonly row: number } {
  const row = Math.floor(index / COLUMNS);
  const along = index % COLUMNS;
  return { column: row % 2 === 0 ? along : COLUMNS - 1 - along, row };
}

/** SVG path data from each stop to the next: one fewer than stops. */
export function legsOf(count: number): readonly string[] {
  const legs: string[] = [];
  for (let index = 0; index + 1 < count; index += 1) {
    const from = centreOf(index);
    const to = centreOf(index + 1);
    const outwards = placeOf(index).column === 0 ? -SWING : SWING;
    legs.push(
      from.y === to.y
        ? `M ${from.x} ${from.y} L ${to.x} ${to.y}`
        : `M ${from.x} ${from.y} C ${from.x + outwards} ${from.y} ${to.x + outwards} ${to.y} ${to.x} ${to.y}`,
    );
  }
  return legs;
}

function centreOf(index: number): { readonly x: number; readonly y: number } {
  const { column, row } = placeOf(index);
  return { x: column + 0.5, y: row + DOT_CENTRE };
}
