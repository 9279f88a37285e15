import { useMemo, useState } from 'preact/hooks';
import { formatBytes } from '../../../grading/text/units.ts';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import '../styles/result.css';
import { saveText } from './save-text.ts';

/** At first; a reader who wants more asks for it. */
const SHOWN_CHARACTERS = 4000;
const SHOWN_LINES = 40;
/** More than this in one block makes a browser crawl; the whole of it is for an editor. */
const MAX_CHARACTERS = 100_000;
/** Longer lines are wrapped, shorter ones scroll: what stands in columns stays in columns. */
const WRAPPED_CHARACTERS = 160;

interface OutputTextProps {
  readonly label: string;
  readonly text: string;
}

/** What a program or an author wrote, as text: controls visible, direction isolated, bounded. */
export function OutputText({ label, text }: OutputTextProps) {
  const [more, setMore] = useState(false);
  const begin = useMemo(() => beginOf(text), [text]);
  const end = more ? MAX_CHARACTERS : begin;
  const shown = useMemo(() => makeVisible(text.slice(0, end)), [text, end]);
  const omitted = text.length - end;
  const wraps = shown.split('\n').some((line) => line.length > WRAPPED_CHARACTERS);
  return (
    <figure class="output">
      <figcaption>{label}</figcaption>
      {text === '' ? (
        <p class="nothing">nothing</p>
      ) : (
        // Focusable, so that a keyboard can scroll it.
        <pre tabIndex={0} aria-label={label} role="group" class={wraps ? 'wraps' : ''}>
          {shown}
        </pre>
      )}
      {omitted > 0 && (
        <p class="more">
          … and {omitted.toLocaleString()} more characters{' '}
          {!more && (
            <button type="button" class="quiet small" onClick={() => setMore(true)}>
              Show more
            </button>
          )}
          <button type="button" class="quiet small" onClick={() => saveText(label, text)}>
            Save all ({formatBytes(new Blob([text]).size)})
          </button>
        </p>
      )}
    </figure>
  );
}

/** Where the first part ends: after so many lines or characters. */
function beginOf(text: string): number {
  let end = 0;
  for (let line = 0; line < SHOWN_LINES; line++) {
    const newline = text.indexOf('\n', end);
    if (newline === -1) return Math.min(text.length, SHOWN_CHARACTERS);
    end = newline + 1;
  }
  return Math.min(end, SHOWN_CHARACTERS);
}
