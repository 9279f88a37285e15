import { Link } from 'wouter-preact';
import type { RejudgeResource } from '../../../../grading/resource/resources.ts';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { Moment } from '../../components/moment.tsx';
import { DeskTable, numbers } from '../../components/desk-table.tsx';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { NewRejudge } from '../../desk/rejudges/new-rejudge.tsx';
import { RejudgeState } from '../../desk/rejudges/rejudge-state.tsx';
import { usePages } from '../../state/use-pages.ts';
import '../../styles/desk-rejudges.css';

export default function RejudgesPage() {
  const rejudges = usePages<RejudgeResource>('rejudges?limit=25');
  return (
    <DeskFrame
      title="Rejudges"
      lead="Submissions graded again with the current version of their exercise. Nothing changes for a learner until you apply it."
    >
      <NewRejudge />
      {rejudges.items.length > 0 && <List items={rejudges.items} />}
      {rejudges.state === 'loading' && <Loading what="rejudges" />}
      {rejudges.error !== null && <Failure error={rejudges.error} retry={rejudges.more} />}
      {rejudges.hasMore && rejudges.state === 'ready' && (
        <p class="desk-more">
          <button type="button" class="quiet" onClick={rejudges.more}>
            Show more
          </button>
        </p>
      )}
    </DeskFrame>
  );
}

function List({ items }: { readonly items: readonly RejudgeResource[] }) {
  return (
    <DeskTable label="Rejudges" columns={['Reason', 'State', numbers('Graded'), 'Begun']}>
      {items.map(({ id, reason, state, graded, total, createdAt }) => (
        <tr key={id}>
          <th scope="row">
            <Link href={`/desk/rejudges/${id}`}>
              <bdi>{reason}</bdi>
            </Link>
          </th>
          <td>
            <RejudgeState state={state} />
          </td>
          <td class="desk-number">
            {graded} of {total}
          </td>
          <td>
            <Moment time={createdAt} />
          </td>
        </tr>
      ))}
    </DeskTable>
  );
}
