import type { ComponentChildren } from 'preact';
import type { GradebookOrder } from '../../../../grading/gradebook/arrange-gradebook.ts';

interface SortHeaderProps {
  /** What it sorts by, as `GradebookOrder` names it. */
  readonly by: string;
  readonly title: string;
  readonly order: GradebookOrder;
  readonly setOrder: (order: GradebookOrder) => void;
  readonly children?: ComponentChildren;
}

/** Names begin with A, scores with the best; pressed again it turns round. */
export function SortHeader({ by, title, order, setOrder, children }: SortHeaderProps) {
  const isSorted = order.by === by;
  const descending = isSorted ? !order.descending : by !== 'name';
  const direction = order.descending ? 'descending' : 'ascending';
  const arrow = order.descending ? '↓' : '↑';
  return (
    <th scope="col" aria-sort={isSorted ? direction : 'none'}>
      <button type="button" class="matrix-sort" onClick={() => setOrder({ by, descending })}>
        <span class="matrix-title">{title}</span>
        <span class="matrix-arrow" aria-hidden="true">
          {isSorted ? arrow : '↕'}
        </span>
      </button>
      {children}
    </th>
  );
}
