import { useState } from 'preact/hooks';
import type {
  CreatedWebhookResource,
  WebhookResource,
} from '../../../../grading/resource/resources.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ListEnd } from '../../components/list-end.tsx';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { AddWebhook } from '../../desk/webhooks/add-webhook.tsx';
import { WebhookItem } from '../../desk/webhooks/webhook-item.tsx';
import { usePages } from '../../state/use-pages.ts';
import '../../styles/account.css';
import '../../styles/desk-webhooks.css';

export default function WebhooksPage() {
  const webhooks = usePages<WebhookResource>('webhooks?limit=25');
  const [created, setCreated] = useState<CreatedWebhookResource | null>(null);
  const [changed, setChanged] = useState<ReadonlyMap<string, WebhookResource>>(new Map());
  return (
    <DeskFrame
      title="Webhooks"
      lead="Addresses of your own that are told when a submission is graded or a rejudge is applied. Messages follow Standard Webhooks and are signed."
      actions={
        <AddWebhook
          onAdded={(added) => {
            setCreated(added);
            webhooks.reload();
          }}
        />
      }
    >
      {created !== null && <NewSecret {...created} />}
      {webhooks.items.length > 0 && (
        <ul class="webhook-items">
          {webhooks.items.map((webhook) => (
            <WebhookItem
              key={webhook.id}
              webhook={changed.get(webhook.id) ?? webhook}
              onChanged={(now) => setChanged((before) => new Map(before).set(now.id, now))}
              onDeleted={webhooks.reload}
            />
          ))}
        </ul>
      )}
      <ListEnd pages={webhooks} what="webhooks" empty="Nobody is told of anything yet." />
    </DeskFrame>
  );
}

/** What the receiver checks signatures with, this once. */
const NewSecret = ({ url, secret }: CreatedWebhookResource) => (
  <div class="new-token" role="status">
    <p>
      The signing secret of <b class="webhook-url">{url}</b>: copy it now. It is not shown again.
    </p>
    <pre tabIndex={0} aria-label="The signing secret">
      {secret}
    </pre>
    <CopyButton what="the signing secret" text={secret} />
    <p class="facts">
      Give it to the receiver, which checks each message with a library of{' '}
      <a href="https://www.standardwebhooks.com">Standard Webhooks</a>. Then send a test.
    </p>
  </div>
);
