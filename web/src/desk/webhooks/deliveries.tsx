import { useEffect, useRef } from 'preact/hooks';
import type { DeliveryResource } from '../../../../grading/resource/resources.ts';
import { plural } from '../../../../grading/text/units.ts';
import { call } from '../../api-client.ts';
import { ACTIONS, DeskTable } from '../../components/desk-table.tsx';
import { ListEnd } from '../../components/list-end.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';
import { usePages } from '../../state/use-pages.ts';
import { EVENT_TITLES } from './event-titles.ts';

interface DeliveriesProps {
  readonly webhookId: string;
  readonly enabled: boolean;
}

/** While something is about to be sent, the list is asked for again this often. */
const LOOK_EVERY_MS = 2000;
/** While it is being sent, its next attempt stands that far away. */
const SOON_MS = 60_000;

const isSoon = ({ state, nextAttemptAt }: DeliveryResource): boolean =>
  state === 'pending' &&
  (nextAttemptAt === null || new Date(nextAttemptAt).getTime() < Date.now() + SOON_MS);

/** What a hook was told in the last 30 days, and how it took it. */
export function Deliveries({ webhookId, enabled }: DeliveriesProps) {
  const deliveries = usePages<DeliveryResource>(`webhooks/${webhookId}/deliveries?limit=20`);
  const { busy, problem, run } = useAction();
  const { reload, state } = deliveries;
  // What is asked for again stays until the answer comes.
  const last = useRef(deliveries.items);
  if (state !== 'loading' || deliveries.items.length > 0) last.current = deliveries.items;
  const items = last.current;
  const waits = items.some(isSoon);
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(reload, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [waits, reload]);
  const again = ({ id }: DeliveryResource): void =>
    void run(async () => {
      await call('POST', `webhooks/${webhookId}/deliveries/${id}/redeliver`);
      reload();
    });
  return (
    <div class="webhook-deliveries">
      {items.length > 0 && (
        <DeskTable label="Deliveries" columns={['Event', 'State', 'Answer', 'When', ACTIONS]}>
          {items.map((delivery) => (
            <tr key={delivery.id}>
              <th scope="row">{EVENT_TITLES[delivery.event]}</th>
              <td>
                <State {...delivery} />
              </td>
              <td>{delivery.responseCode ?? delivery.error ?? ''}</td>
              <td>
                <Moment time={delivery.createdAt} />
              </td>
              <td class="desk-number">
                {delivery.state !== 'pending' && (
                  <button
                    type="button"
                    class="quiet small"
                    disabled={busy || !enabled}
                    onClick={() => again(delivery)}
                  >
                    Send again
                  </button>
                )}
              </td>
            </tr>
          ))}
        </DeskTable>
      )}
      <ProblemNote problem={problem} />
      <ListEnd
        pages={{ ...deliveries, items }}
        what="deliveries"
        empty="It was told nothing yet: send a test."
      />
    </div>
  );
}

function State({ state, attempts, nextAttemptAt, responseCode, error }: DeliveryResource) {
  if (state === 'delivered') return <span class="desk-tag desk-tag-good">delivered</span>;
  if (state === 'failed') {
    return <span class="desk-tag desk-tag-warn">failed after {plural(attempts, 'attempt')}</span>;
  }
  if (nextAttemptAt === null || (responseCode === null && error === null)) {
    return <span class="desk-tag">being sent</span>;
  }
  return (
    <span class="desk-tag">
      attempt {attempts + 1} <Moment time={nextAttemptAt} />
    </span>
  );
}
