import type { DraftEditing } from './use-draft.ts';
import { sizeNote } from './file-names.ts';

interface DraftNotesProps {
  readonly draft: DraftEditing;
  readonly signedIn: boolean;
  /** Asks, then starts over. */
  readonly onStartOver: () => void;
}

/** Quiet words about the draft, where there are any: below the editor, so that nothing moves it. */
export function DraftNotes({ draft, signedIn, onStartOver }: DraftNotesProps) {
  const size = sizeNote(draft.files);
  return (
    <div class="notes" role="status">
      {draft.undoable !== null && (
        <p class="note">
          {draft.undoable}{' '}
          <button type="button" class="link" onClick={draft.undo}>
            Undo
          </button>
        </p>
      )}
      {draft.outdated && (
        <p class="note">
          The exercise has changed since you began; your draft is as you left it.{' '}
          <button type="button" class="link" onClick={onStartOver}>
            Take the new starter
          </button>{' '}
          <button type="button" class="link" onClick={draft.acceptVersion}>
            Keep mine
          </button>
        </p>
      )}
      {!draft.kept && (
        <p class="note warn">
          Your browser does not keep this draft: its storage is full or switched off. Copy your work
          before you close or reload this page.
        </p>
      )}
      {size !== null && <p class={size.tooMuch ? 'note problem' : 'note'}>{size.text}.</p>}
      {!signedIn && (
        <p class="note">
          You are not signed in. Write as you like: handing in leads to signing in, and back to your
          draft.
        </p>
      )}
    </div>
  );
}
