import { useEffect, useRef, useState } from 'preact/hooks';
import type { RejudgeItemResource } from '../../../../grading/resource/resources.ts';
import { makeVisible } from '../../../../grading/text/visible-text.ts';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { DeskTable } from '../../components/desk-table.tsx';
import { usePages } from '../../state/use-pages.ts';

interface RejudgeItemsProps {
  readonly id: string;
  /** Another one when there may be more to show: the list is read again, the choice stays. */
  readonly version: string;
}

/** Each submission of a rejudge, before and after. */
export function RejudgeItems({ id, version }: RejudgeItemsProps) {
  const [changed, setChanged] = useState(true);
  const pages = usePages<RejudgeItemResource>(`rejudges/${id}/items?limit=50&changed=${changed}`);
  const { reload } = pages;
  const shown = useRef(version);
  useEffect(() => {
    if (shown.current === version) return;
    shown.current = version;
    reload();
  }, [version]);
  return (
    <section class="desk-part">
      <h2>Submissions</h2>
      <label class="desk-check">
        <input
          type="checkbox"
          checked={changed}
          onChange={(event) => setChanged(event.currentTarget.checked)}
        />
        Changed only
      </label>
      {pages.items.length > 0 && <Items items={pages.items} />}
      {pages.state === 'ready' && pages.items.length === 0 && (
        <p class="desk-empty">
          {changed ? 'No submission has another verdict or score.' : 'There are no results.'}
        </p>
      )}
      {pages.state === 'loading' && <Loading what="submissions" />}
      {pages.error !== null && <Failure error={pages.error} retry={pages.more} />}
      {pages.hasMore && pages.state === 'ready' && (
        <p class="desk-more">
          <button type="button" class="quiet" onClick={pages.more}>
            Show more
          </button>
        </p>
      )}
    </section>
  );
}

function Items({ items }: { readonly items: readonly RejudgeItemResource[] }) {
  return (
    <DeskTable
      label="Submissions"
      columns={['Learner', 'Exercise', 'Before', 'After', 'Cases that differ']}
    >
      {items.map((item) => (
        <tr key={item.submissionId}>
          <th scope="row">{item.username}</th>
          <td>{item.exerciseId}</td>
          <td>
            <Result {...item.before} />
          </td>
          <td>{item.after === null ? item.state : <Result {...item.after} />}</td>
          <td>
            {item.cases.map(({ name, before, after }) => (
              <div key={name}>
                <bdi>{makeVisible(name)}</bdi>: {before ?? 'absent'} → {after ?? 'absent'}
              </div>
            ))}
          </td>
        </tr>
      ))}
    </DeskTable>
  );
}

function Result({ verdict, score, maxScore }: RejudgeItemResource['before']) {
  return (
    <span class="rejudge-result">
      <b>{verdict ?? 'none'}</b> {score ?? 0} of {maxScore}
    </span>
  );
}
