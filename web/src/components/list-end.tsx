import type { ComponentChildren } from 'preact';
import { Failure } from './failure.tsx';
import { Loading } from './loading.tsx';
import type { Pages } from '../state/use-pages.ts';

interface ListEndProps {
  readonly pages: Pages<unknown>;
  /** In the plural: "members". */
  readonly what: string;
  /** Said where there is nothing. */
  readonly empty: ComponentChildren;
}

/** What stands below a paged list: the way on, or why there is none. */
export function ListEnd({ pages, what, empty }: ListEndProps) {
  const { items, state, error, hasMore, more, reload } = pages;
  if (state === 'failed' && error !== null) {
    return <Failure error={error} retry={items.length === 0 ? reload : more} />;
  }
  if (items.length === 0) {
    return state === 'loading' ? <Loading what={`the ${what}`} /> : <p class="empty">{empty}</p>;
  }
  if (!hasMore) return null;
  return (
    <p class="desk-more">
      <button {...{ type: 'button', class: 'quiet', disabled: state === 'loading' }} onClick={more}>
        More {what}
      </button>
    </p>
  );
}
