import { useEffect } from 'preact/hooks';

interface ActionBarProps {
  readonly busy: boolean;
  readonly onHandIn: (samplesOnly: boolean) => void;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const KEY = isMac ? '⌘' : 'Ctrl+';
const SHIFT = isMac ? '⇧' : 'Shift+';
const ENTER = isMac ? '⏎' : 'Enter';

/** The two ways to hand in, and their keys, which work from everywhere on the page. */
export function ActionBar({ busy, onHandIn }: ActionBarProps) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      // A dialog has its own questions.
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      onHandIn(!event.shiftKey);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  return (
    <div class="actions">
      <button
        {...{ type: 'button', class: 'quiet', 'aria-disabled': busy }}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={() => onHandIn(true)}
      >
        Try samples <kbd aria-hidden="true">{`${KEY}${ENTER}`}</kbd>
      </button>
      <button
        {...{ type: 'button', id: 'submit', 'aria-disabled': busy }}
        aria-keyshortcuts="Control+Shift+Enter Meta+Shift+Enter"
        onClick={() => onHandIn(false)}
      >
        Submit <kbd aria-hidden="true">{`${KEY}${SHIFT}${ENTER}`}</kbd>
      </button>
    </div>
  );
}
