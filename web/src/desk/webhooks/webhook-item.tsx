import { useState } from 'preact/hooks';
import type { WebhookResource } from '../../../../grading/resource/resources.ts';
import { call } from '../../api-client.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';
import { Deliveries } from './deliveries.tsx';
import { EVENT_TITLES } from './event-titles.ts';

interface WebhookItemProps {
  readonly webhook: WebhookResource;
  readonly onChanged: (webhook: WebhookResource) => void;
  readonly onDeleted: () => void;
}

export function WebhookItem({ webhook, onChanged, onDeleted }: WebhookItemProps) {
  const { id, url, enabled } = webhook;
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const [tests, setTests] = useState(0);
  const { busy, problem, run } = useAction();
  const test = (): void =>
    void run(async () => {
      await call('POST', `webhooks/${id}/test`);
      setTests((before) => before + 1);
      setOpen(true);
    });
  const turn = (): void =>
    void run(async () => {
      const body = { enabled: !enabled };
      onChanged(await call<WebhookResource>('PATCH', `webhooks/${id}`, { body }));
    });
  const remove = (): void => {
    setAsking(false);
    void run(async () => {
      await call('DELETE', `webhooks/${id}`);
      onDeleted();
    });
  };
  return (
    <li class="webhook-item" aria-label={url}>
      <Facts {...webhook} />
      <p class="webhook-actions">
        <button type="button" class="quiet small" disabled={busy || !enabled} onClick={test}>
          Send a test
        </button>
        <button type="button" class="quiet small" disabled={busy} onClick={turn}>
          {enabled ? 'Switch off' : 'Switch on'}
        </button>
        <button
          type="button"
          class="quiet small"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          Deliveries
        </button>
        <button type="button" class="quiet small" disabled={busy} onClick={() => setAsking(true)}>
          Delete
        </button>
      </p>
      <ProblemNote problem={problem} />
      {open && <Deliveries key={tests} webhookId={id} enabled={enabled} />}
      {asking && (
        <ConfirmDialog
          title="Delete this webhook?"
          text={`${url} is told nothing more, and what it was told is forgotten.`}
          action="Delete"
          onConfirm={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

const Facts = (webhook: WebhookResource) => {
  const { url, events, cohort, owner, createdAt, note, failingSince, enabled } = webhook;
  return (
    <div>
      <p class="webhook-head">
        <b class="webhook-url">{url}</b> <State {...{ enabled, failingSince }} />
      </p>
      <p class="facts">
        {events.map((event) => EVENT_TITLES[event]).join(', ')} ·{' '}
        {cohort === null ? 'everybody' : <bdi>{cohort.name}</bdi>} · made by <bdi>{owner}</bdi>{' '}
        <Moment time={createdAt} />
      </p>
      {note !== null && <p class="problem">{note}</p>}
      {failingSince !== null && enabled && (
        <p class="problem">
          Nothing has got through since <Moment time={failingSince} />. After five days it is
          switched off.
        </p>
      )}
    </div>
  );
};

function State({ enabled, failingSince }: Pick<WebhookResource, 'enabled' | 'failingSince'>) {
  if (!enabled) return <span class="desk-tag">off</span>;
  if (failingSince !== null) return <span class="desk-tag desk-tag-warn">failing</span>;
  return <span class="desk-tag desk-tag-good">on</span>;
}
