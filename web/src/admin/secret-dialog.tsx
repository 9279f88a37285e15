import { CopyButton } from '../components/copy-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import '../styles/account.css';

export interface Secret {
  readonly username: string;
  readonly password: string;
}

interface SecretDialogProps extends Secret {
  readonly onClose: () => void;
}

/** A temporary password, this once. */
export const SecretDialog = ({ username, password, onClose }: SecretDialogProps) => (
  <Dialog title={`A temporary password for ${username}`} onClose={onClose}>
    <p>
      Tell it to them in person, or where nobody else reads. It is not shown again. For three days
      it lets them in to choose their own.
    </p>
    <div class="new-token">
      <pre tabIndex={0} aria-label="The temporary password">
        {password}
      </pre>
      <CopyButton what="the temporary password" text={password} />
    </div>
    <p class="choices">
      <button type="button" onClick={onClose}>
        Done
      </button>
    </p>
  </Dialog>
);
