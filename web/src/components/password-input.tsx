import { useState } from 'preact/hooks';
import type { JSX } from 'preact';

/** A password, hidden until its owner wants to see it. What is typed stays, and so does the caret. */
export function PasswordInput(props: JSX.IntrinsicElements['input']) {
  const [shown, setShown] = useState(false);
  return (
    <span class="password-input">
      <input
        {...props}
        type={shown ? 'text' : 'password'}
        spellcheck={false}
        autocapitalize="off"
      />
      <button type="button" class="quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
        Show
        <span class="unseen"> what is typed</span>
      </button>
    </span>
  );
}
