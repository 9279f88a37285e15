import { plural } from '../../../grading/text/units.ts';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import '../styles/result.css';

interface DataTableProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly omittedRows: number;
  /** What differs from a table beside this one: `row:column` from 0; of names `-1:column`. */
  readonly differing?: ReadonlySet<string>;
}

/** Rows of a database, numbered; NULL is told from the text "NULL", and nothing from a space. */
export function DataTable({ title, columns, rows, omittedRows, differing }: DataTableProps) {
  const cell = (text: string | null, row: number, column: number) =>
    differing?.has(`${row}:${column}`) === true ? (
      <mark>
        <Value text={text} />
        <span class="unseen"> (differs)</span>
      </mark>
    ) : (
      <Value text={text} />
    );
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={title}>
      <table class="data">
        <caption>{makeVisible(title)}</caption>
        <thead>
          <tr>
            <th scope="col" class="row-number">
              <span class="unseen">Row</span>
            </th>
            {columns.map((column, index) => (
              <th key={index} scope="col">
                {cell(column, -1, index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <th scope="row" class="row-number">
                {index + 1}
              </th>
              {row.map((value, at) => (
                <td key={at}>{cell(value, index, at)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p class="nothing">no rows</p>}
      {omittedRows > 0 && <p class="nothing">… and {plural(omittedRows, 'more row')}</p>}
    </div>
  );
}

function Value({ text }: { readonly text: string | null }) {
  if (text === null) return <i class="null">NULL</i>;
  if (text.trim() === '' || text !== text.trim()) return <bdi>{`'${makeVisible(text)}'`}</bdi>;
  return <bdi>{makeVisible(text)}</bdi>;
}
