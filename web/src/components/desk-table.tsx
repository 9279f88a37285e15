import type { ComponentChildren } from 'preact';
import '../styles/desk.css';

interface Column {
  readonly title: ComponentChildren;
  readonly class?: string;
  /** Cells of a row that it stands over; absent: one. */
  readonly span?: number;
}

/** Its cells end at the right. */
export const numbers = (title: string): Column => ({ title, class: 'desk-number' });

/** Over the buttons of each row. */
export const ACTIONS: Column = { title: <span class="unseen">Actions</span> };

interface DeskTableProps {
  /** What it lists, for who does not see the heading above. */
  readonly label: string;
  readonly columns: readonly (string | Column)[];
  /** Rows. */
  readonly children: ComponentChildren;
}

/** A table that scrolls in its own box where it is wider than its place. */
export function DeskTable({ label, columns, children }: DeskTableProps) {
  return (
    <div class="desk-table-box" tabIndex={0} role="region" aria-label={label}>
      <table class="desk-table">
        <thead>
          <tr>
            {columns.map((column, index) => {
              const {
                title,
                class: name,
                span,
              }: Column = typeof column === 'string' ? { title: column } : column;
              return (
                <th key={index} scope="col" class={name} colSpan={span}>
                  {title}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
