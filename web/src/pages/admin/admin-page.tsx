import { Link } from 'wouter-preact';
import { runtimeTitle } from '../../../../grading/job/runtime-name.ts';
import type { QueueStateResource } from '../../../../grading/resource/resources.ts';
import { formatDuration, plural } from '../../../../grading/text/units.ts';
import { AdminFrame } from '../../admin/admin-frame.tsx';
import { asCount, asDuration, QueuePlot, type PlotLine } from '../../admin/queue-plot.tsx';
import { Workers } from '../../admin/workers.tsx';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { usePolled } from '../../state/use-polled.ts';
import '../../styles/admin.css';

const EVERY_MS = 3000;
const FLOW: readonly PlotLine[] = [
  { name: 'handed in', tone: 'first', read: ({ submitted }) => submitted },
  { name: 'graded', tone: 'second', read: ({ graded }) => graded },
];
const WAITING: readonly PlotLine[] = [
  { name: 'median', tone: 'first', read: ({ medianWaitingMs }) => medianWaitingMs },
  { name: '95 %', tone: 'second', read: ({ p95WaitingMs }) => p95WaitingMs },
];

/** How the service does at this moment, and did in the last hour. */
export default function AdminPage() {
  const queue = usePolled<QueueStateResource>('operations/queue', EVERY_MS);
  return (
    <AdminFrame title="Service" lead="Refreshed every three seconds.">
      {queue.state === 'failed' && <Failure {...queue} />}
      {queue.state === 'loading' && <Loading what="the queue" />}
      {queue.state === 'ready' && <Queue queue={queue.value} />}
      <Workers />
    </AdminFrame>
  );
}

function Queue({ queue }: { readonly queue: QueueStateResource }) {
  const { waiting, active, delayed, failed, oldestWaitingMs, minutes, unserved } = queue;
  return (
    <section class="desk-part" aria-labelledby="queue">
      <h2 id="queue">Queue</h2>
      {unserved.map(({ runtime, waiting: count }) => (
        <p key={runtime} class="failure" role="alert">
          No living worker runs {runtimeTitle(runtime)}; waiting for one:{' '}
          {plural(count, 'submission')}.
        </p>
      ))}
      <p class="facts">
        <a href="/admin/queues">Each job of it</a> (bull-board, to be read only)
      </p>
      <dl class="figures">
        <Figure term="Waiting" value={String(waiting)} />
        <Figure term="Running" value={String(active)} />
        <Figure term="To be tried again" value={String(delayed)} />
        <Figure term="Waits longest" value={formatDuration(oldestWaitingMs)} />
        <div>
          <dt>Internal errors</dt>
          <dd>
            <Link href="/desk/failures">{failed}</Link>
          </dd>
        </div>
      </dl>
      <div class="plots">
        <QueuePlot title="Submissions a minute" format={asCount} {...{ minutes, lines: FLOW }} />
        <QueuePlot title="Waiting time" format={asDuration} {...{ minutes, lines: WAITING }} />
      </div>
    </section>
  );
}

const Figure = ({ term, value }: { readonly term: string; readonly value: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>{value}</dd>
  </div>
);
