import { plural } from '../../../grading/text/units.ts';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import '../styles/result.css';

interface DataTableProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly omittedRows: number;
}

/** Rows of a database; NULL is told from the text "NULL". */
export function DataTable({ title, columns, rows, omittedRows }: DataTableProps) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={title}>
      <table class="data">
        <caption>{makeVisible(title)}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col">
                <bdi>{makeVisible(column)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((value, at) => (
                <td key={at}>{value === null ? <i>NULL</i> : <bdi>{makeVisible(value)}</bdi>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {omittedRows > 0 && <p class="nothing">… and {plural(omittedRows, 'more row')}</p>}
    </div>
  );
}
