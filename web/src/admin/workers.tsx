import { runtimeTitle } from '../../../grading/job/runtime-name.ts';
import type { WorkersResource } from '../../../grading/resource/resources.ts';
import { Failure } from '../components/failure.tsx';
import { Moment } from '../components/moment.tsx';
import { DeskTable, numbers } from '../components/desk-table.tsx';
import { usePolled } from '../state/use-polled.ts';

const EVERY_MS = 3000;

/** Who grades, by their own word. */
export function Workers() {
  const workers = usePolled<WorkersResource>('operations/workers', EVERY_MS);
  const items = workers.state === 'ready' ? workers.value.items : [];
  return (
    <section class="desk-part" aria-labelledby="workers">
      <h2 id="workers">Workers</h2>
      {workers.state === 'failed' && <Failure {...workers} />}
      {workers.state === 'ready' && !items.some(({ alive }) => alive) && (
        <p class="failure" role="alert">
          No worker is alive: what is submitted waits. Start one, and look at its log.
        </p>
      )}
      {items.length > 0 && (
        <DeskTable
          label="Workers"
          columns={['Worker', 'State', 'Runs', 'Cells', numbers('At one time'), 'Version', 'Since']}
        >
          {items.map((worker) => (
            <Row key={worker.workerId} worker={worker} />
          ))}
        </DeskTable>
      )}
    </section>
  );
}

function Row({ worker }: { readonly worker: WorkersResource['items'][number] }) {
  const { workerId, cells, concurrency, runtimes, isolation, version, startedAt } = worker;
  return (
    <tr>
      <th scope="row">{workerId}</th>
      <td>
        <WorkerState {...worker} />
      </td>
      <td>{runtimes.map(runtimeTitle).join(', ')}</td>
      <td>
        {cells.leased} at work, {cells.idle} ready, {cells.starting} starting{' '}
        <span class="facts">({isolation})</span>
      </td>
      <td class="desk-number">{concurrency}</td>
      <td>{version}</td>
      <td>
        <Moment time={startedAt} />
      </td>
    </tr>
  );
}

const WorkerState = ({ alive, paused }: WorkersResource['items'][number]) => {
  if (!alive) return <span class="desk-tag desk-tag-quiet">gone</span>;
  return paused ? (
    <span class="desk-tag desk-tag-warn">paused: its sandbox is not proven</span>
  ) : (
    <span class="desk-tag">alive</span>
  );
};
